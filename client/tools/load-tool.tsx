import { type DragEvent, useId, useRef, useState } from 'react';
import type { ToolFault } from '../../shared/domain/tools/check-tool.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { focusAfter } from '../ui/focus-after.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { loadTool, type TriedTool, tryTool } from './tool-calls.ts';
import { ToolFaults } from './tool-faults.tsx';
import { readToolFile } from './tool-file.ts';
import { ToolFoundIn } from './tool-found.tsx';
import own from './tools.module.css';

interface Looked {
  readonly name: string;
  readonly faults: readonly ToolFault[];
  readonly tried: TriedTool | null;
}

/** A file is looked at first, whole; only what has no fault can be loaded, and only when somebody says so. */
export function LoadTool({ onLoaded }: { readonly onLoaded: () => void }) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const look = async (file: File | undefined) => {
    if (file === undefined || busy) return;
    setBusy(true);
    setProblem(null);
    const found = await lookAt(file);
    const tell = () => {
      setBusy(false);
      setLooked(typeof found === 'string' ? null : found);
      if (typeof found === 'string') setProblem(found);
    };
    focusAfter(tell, () => result.current);
  };
  const clear = () => {
    setLooked(null);
    setProblem(null);
    // The same file, corrected, is another choice.
    if (field.current !== null) field.current.value = '';
    field.current?.focus();
  };
  const load = async (definition: unknown) => {
    setBusy(true);
    const reply = await loadTool(definition);
    setBusy(false);
    if (!reply.ok) {
      const { reason } = reply.error.details ?? {};
      return setProblem(reason === undefined ? sentenceOf(reply.error) : sayCode('tools.refused', reason));
    }
    const { title, version, decision } = reply.value.tool;
    notify(
      'done',
      say(decision === 'waiting' ? 'tools.loaded_waits' : 'tools.loaded', {
        name: say('tools.named', { title, version }),
      }),
    );
    clear();
    onLoaded();
  };
  return (
    <section className={style.panel} aria-label={say('tools.load_title')}>
      <h3>{say('tools.load_title')}</h3>
      <p className={style.quiet}>{say('tools.load_text')}</p>
      <FileField ref={field} onFile={(file) => void look(file)} />
      <div ref={result} tabIndex={-1} className={own.result} aria-live="polite">
        {busy ? <p className={style.quiet}>{say('tools.looking')}</p> : null}
        {looked !== null && looked.faults.length > 0 ? <ToolFaults {...looked} /> : null}
        {looked?.tried?.definition ? <ToolFoundIn tried={looked.tried} definition={looked.tried.definition} /> : null}
        <Problem>{problem}</Problem>
        {looked === null ? null : (
          <div className={style.actions}>
            {looked.tried?.standing === 'new' && looked.tried.definition !== null ? (
              <Button look="main" aria-busy={busy} onClick={() => void load(looked.tried?.definition)}>
                {say('tools.load')}
              </Button>
            ) : null}
            <Button onClick={clear}>{say('tools.other_file')}</Button>
          </div>
        )}
      </div>
    </section>
  );
}

/** A sentence where the server could not be asked. */
async function lookAt(file: File): Promise<Looked | string> {
  const read = await readToolFile(file);
  if (read.fault !== null) return { name: file.name, faults: [read.fault], tried: null };
  const reply = await tryTool(read.data);
  if (!reply.ok) return sentenceOf(reply.error);
  return { name: file.name, faults: reply.value.faults, tried: reply.value };
}

interface FileFieldProps {
  readonly ref: { readonly current: HTMLInputElement | null };
  readonly onFile: (file: File | undefined) => void;
}

function FileField({ ref, onFile }: FileFieldProps) {
  const id = useId();
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is one more way; the field is the one for everybody
    <div className={own.drop} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <label htmlFor={id}>{say('tools.file')}</label>
      <input
        ref={ref}
        id={id}
        type="file"
        accept="application/json,.json"
        onChange={(event) => onFile(event.target.files?.[0])}
      />
    </div>
  );
}
