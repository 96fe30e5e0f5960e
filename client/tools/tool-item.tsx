import { useState } from 'react';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem } from '../ui/field.tsx';
import { notify, notifyProblem, sentenceOf } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { readTool, retireTool } from './tool-calls.ts';
import { saveAsFile } from './tool-file.ts';

interface ItemProps {
  readonly tool: ToolRow;
  readonly onChanged: () => void;
}

/** One version of a tool: whose words, from which source, since when; and the ways to write another or to end it. */
export function ToolItem({ tool, onChanged }: ItemProps) {
  const { code, version, title, kind, wording, source, shipped, loadedBy, loadedAt, retiredAt, inForce } = tool;
  const [ending, setEnding] = useState(false);
  const name = say('tools.named', { title, version });
  const save = async () => {
    const reply = await readTool(code, version);
    if (!reply.ok) return notifyProblem(reply.error);
    saveAsFile(`${code}-${version}`, reply.value.definition);
  };
  return (
    <article className={style.item} aria-label={name}>
      <header>
        <h4>{title}</h4>
        <ul className={style.marks}>
          <li>{sayCode('tool_kind', kind)}</li>
          <li data-tone={wording === 'licensed' ? 'accent' : undefined}>{sayCode('tools.wording', wording)}</li>
          {retiredAt === null ? null : <li>{say('tools.retired', { when: dayAndTime(retiredAt) })}</li>}
        </ul>
      </header>
      <p className={style.facts}>
        <span>{say('tools.version', { version })}</span>
        <span>{spanOf(tool)}</span>
        {loadedBy === null || loadedAt === null ? (
          <span>{say('tools.shipped')}</span>
        ) : (
          <span>{say('tools.loaded_by', { name: loadedBy.name, when: dayAndTime(loadedAt) })}</span>
        )}
        {tool.qualification === null ? null : (
          <span>{say('assessments.takes', { what: sayCode('qualification', tool.qualification) })}</span>
        )}
      </p>
      <p className={style.quiet}>{say('tools.source', { source })}</p>
      <div className={style.actions}>
        <Button size="small" aria-label={say('tools.save_this', { name })} onClick={() => void save()}>
          {say('tools.save')}
        </Button>
        {shipped || retiredAt !== null ? null : (
          <Button
            look="plain"
            size="small"
            aria-label={say('tools.retire_this', { name })}
            onClick={() => setEnding(true)}
          >
            {say('tools.retire')}
          </Button>
        )}
      </div>
      {ending ? (
        <RetireDialog {...{ tool, name, inForce }} onClose={() => setEnding(false)} onRetired={onChanged} />
      ) : null}
    </article>
  );
}

function spanOf({ validFrom, validTo }: ToolRow): string {
  const from = dayInWords(validFrom);
  return validTo === null ? say('tools.since', { from }) : say('tools.span', { from, until: dayInWords(validTo) });
}

interface RetireProps {
  readonly tool: ToolRow;
  readonly name: string;
  readonly inForce: boolean;
  readonly onClose: () => void;
  readonly onRetired: () => void;
}

/** It cannot be taken back under the same version, so it is asked once more. */
function RetireDialog({ tool: { code, version }, name, inForce, onClose, onRetired }: RetireProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const retire = async () => {
    const reply = await retireTool(code, version);
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    notify('done', say('tools.retired_done', { name }));
    onClose();
    onRetired();
  };
  return (
    <Dialog title={say('tools.retire_title', { name })} onClose={onClose}>
      <p>{say(inForce ? 'tools.retire_text' : 'tools.retire_text_other')}</p>
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void retire()}>
          {say('tools.retire')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
