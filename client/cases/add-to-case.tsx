import { useState } from 'react';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { Problem, TextArea } from '../ui/field.tsx';
import { correctionOf, notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { linkConversation } from './case-calls.ts';
import style from './case-panel.module.css';
import { FindBox } from './find-box.tsx';
import { FoundCases } from './found-cases.tsx';
import { linesOf } from './known-from-talk.ts';
import { changeLinkDraft, dropLinkDraft, useLinkDraft } from './link-drafts.ts';
import { keepCase } from './open-cases.ts';
import { RiskWords } from './risk-words.tsx';

interface AddProps {
  readonly conversationId: string;
  readonly thread: Thread;
  readonly onBack: () => void;
}

/** Finds the case by what the person gives, and links it with what they agreed to. */
export function AddToCase({ conversationId, thread, onBack }: AddProps) {
  const { found } = useLinkDraft(conversationId);
  return (
    <div className={style.panel}>
      <header className={style.head}>
        <h3>{say('link.add')}</h3>
        <Button look="plain" size="small" onClick={onBack}>
          {say('back')}
        </Button>
      </header>
      <p className={style.quiet}>{say('find.hint')}</p>
      <FindBox onFound={(next) => changeLinkDraft(conversationId, { found: next })} />
      {found === null ? null : (
        <FoundCases found={found} level="h4">
          {(row) => <Linking row={row} conversationId={conversationId} lines={linesOf(thread.entries)} />}
        </FoundCases>
      )}
    </div>
  );
}

const SAID_MAX = 1_000;

function linkProblem(error: WireError): string {
  const { reason, name } = error.details ?? {};
  if (reason === 'last_who_leads' || reason === 'last_two') return say('link.nobody_left');
  return reason === 'in_conversation' ? say('link.in_conversation', { name: String(name) }) : correctionOf(error);
}

interface LinkingProps {
  readonly row: CaseRow;
  readonly conversationId: string;
  readonly lines: readonly string[];
}

function Linking({ row, conversationId, lines }: LinkingProps) {
  const draft = useLinkDraft(conversationId);
  const said = draft.said[row.caseId] ?? '';
  const setSaid = (words: string) => changeLinkDraft(conversationId, { said: { ...draft.said, [row.caseId]: words } });
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [closed, setClosed] = useState(row.state === 'closed');
  const link = async () => {
    const fits = textFault(said, SAID_MAX) === null;
    setMissing(!fits);
    if (!fits) return;
    const reply = await linkConversation(row.caseId, { conversationId, said, ...(closed ? { reopen: true } : {}) });
    if (!reply.ok && reply.error.details?.reason === 'not_open') return setClosed(true);
    if (!reply.ok) return setProblem(linkProblem(reply.error));
    keepCase(reply.value.case);
    dropLinkDraft(conversationId);
    notify('done', say('link.done'));
  };
  return (
    <article className={style.found}>
      <p className={style.title}>
        <strong>
          <bdi dir="auto">{row.calledName ?? say('cases.no_name')}</bdi>
        </strong>
        <span>{row.reference}</span>
      </p>
      <RiskWords risk={row.risk} brief />
      <p className={style.check}>{say('link.check')}</p>
      <TextArea
        label={say('link.said')}
        hint={say('make.said_hint')}
        problem={missing ? say('make.said_missing') : undefined}
        dir="auto"
        rows={2}
        maxLength={SAID_MAX}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      {lines.slice(0, 1).map((line) => (
        <Button key={line} size="small" className={style.line} onClick={() => setSaid(line)}>
          {say('make.said_insert', { line })}
        </Button>
      ))}
      <p role="status" className={style.check}>
        {closed ? say('link.closed') : null}
      </p>
      <Problem>{problem}</Problem>
      <Button look="main" size="small" onClick={() => void link()}>
        {say(closed ? 'link.reopen' : 'link.submit')}
      </Button>
    </article>
  );
}
