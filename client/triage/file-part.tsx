import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { decideFile, readFile } from './file-calls.ts';
import { FileColumns } from './file-columns.tsx';
import { FileFaults } from './file-faults.tsx';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';

const LOOK_AGAIN_MS = 1_000;

/** One file: how far it is, asked again while it moves, and what can be decided about it. */
export function FilePart({ importId }: { readonly importId: string }) {
  const question = useCallback(() => readFile(importId), [importId]);
  const { value, error, again } = useAsked(question);
  const state = value?.import.state;
  useEffect(() => {
    if (state !== 'checking' && state !== 'importing') return;
    const timer = window.setInterval(again, LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [state, again]);
  if (error !== null) return <Problem>{sentenceOf(error)}</Problem>;
  if (value === null) return <p className={style.quiet}>{say('loading')}</p>;
  const file = value.import;
  const isOver = file.state === 'done' || file.state === 'cancelled' || file.state === 'broken';
  return (
    <section className={style.card}>
      <h2>{`${file.sender.name}: ${sayCode('file.state', file.state)}`}</h2>
      <p className={style.quiet}>
        {say('file.facts', { rows: file.rows, columns: file.columns, encoding: file.encoding })}
      </p>
      <Progress file={file} />
      {file.state === 'loaded' || file.state === 'checked' ? (
        <FileColumns key={file.revision} file={file} onNamed={again} />
      ) : null}
      {file.faulty + file.refused + file.returned > 0 ? <FileFaults key={file.state} file={file} /> : null}
      {isOver ? null : <Decide file={file} onDecided={again} />}
      {file.state === 'done' || file.state === 'broken' ? (
        <Link to={`/triage?importId=${importId}`}>{say('file.see')}</Link>
      ) : null}
    </section>
  );
}

function Progress({ file }: { readonly file: InboundImport }) {
  const { state, rows, checked, good, faulty, here, returned, imported, refused } = file;
  const done = state === 'checking' ? checked : imported + returned + here + refused;
  return (
    <div role="status">
      {state === 'checking' || state === 'importing' ? (
        <>
          <progress max={rows} value={done} aria-label={sayCode('file.state', state)} />
          <p>{say('file.progress', { done, all: rows })}</p>
        </>
      ) : null}
      {state === 'checked' ? <p>{say('file.counts', { good, faulty, here, returned })}</p> : null}
      {state === 'done' || state === 'broken' ? (
        <p>{say('file.imported', { imported, returned, here, refused })}</p>
      ) : null}
      {state === 'broken' ? <Problem>{say('file.broken')}</Problem> : null}
    </div>
  );
}

function Decide({ file, onDecided }: { readonly file: InboundImport; readonly onDecided: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [lettingGo, setLettingGo] = useState(false);
  const { importId, revision, state, good, faulty } = file;
  const start = async (what: 'all' | 'good_rows') => {
    const reply = await decideFile(importId, 'start', { revision, what });
    setProblem(refusalOf(reply));
    onDecided();
  };
  return (
    <>
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        {state === 'checked' && faulty === 0 && good > 0 ? (
          <Button look="main" onClick={() => void start('all')}>
            {say('file.import_all', { count: good })}
          </Button>
        ) : null}
        {state === 'checked' && faulty > 0 && good > 0 ? (
          <Button look="main" onClick={() => void start('good_rows')}>
            {say('file.import_good', { count: good })}
          </Button>
        ) : null}
        {state === 'importing' ? null : <Button onClick={() => setLettingGo(true)}>{say('file.let_go')}</Button>}
      </div>
      {lettingGo ? (
        <ConfirmDialog
          title={say('file.let_go')}
          text={say('file.let_go_text')}
          submit={say('file.let_go')}
          onClose={() => setLettingGo(false)}
          onConfirm={() => decideFile(importId, 'cancel', { revision })}
          onDone={onDecided}
        />
      ) : null}
    </>
  );
}
