import { useRef, useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useMay } from '../app/session.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { listSenders } from '../senders/sender-calls.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem, Select, TextField } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { listFiles, loadFile } from './file-calls.ts';
import { FilePart } from './file-part.tsx';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';

/** Files of referrals: loaded, looked at, checked and imported. */
export function FilesPage() {
  const { importId } = useParams();
  if (!useMay('inbound_import.use')) return <Navigate to="/" replace />;
  return (
    <main className={style.page}>
      <header className={style.head}>
        <h1>{say('file.title')}</h1>
        <p>{say('file.text')}</p>
        <Link to="/triage">{say('file.back')}</Link>
      </header>
      {importId === undefined ? <Load /> : <FilePart key={importId} importId={importId} />}
      <Newest />
    </main>
  );
}

function Load() {
  const navigate = useNavigate();
  const { value } = useAsked(listSenders);
  const [senderId, setSenderId] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const clientId = useClientId([senderId, file?.name, file?.size, file?.lastModified]);
  const senders = value?.senders ?? [];
  const load = async () => {
    if (busy) return;
    if (senderId === '') return setProblem(say('file.sender_missing'));
    if (file === null) return setProblem(say('file.file_missing'));
    setProblem(null);
    setBusy(true);
    const reply = await loadFile(file, senderId, clientId);
    setBusy(false);
    if (!reply.ok) return setProblem(refusalOf(reply));
    form.current?.reset();
    await navigate(`/triage/files/${reply.value.import.importId}`);
  };
  if (value !== null && senders.length === 0) return <p className={style.quiet}>{say('file.no_senders')}</p>;
  return (
    <form
      ref={form}
      className={style.card}
      onSubmit={(event) => {
        event.preventDefault();
        void load();
      }}
    >
      <Select
        label={say('file.sender')}
        value={senderId}
        onChange={setSenderId}
        options={[{ code: '', label: '–' }, ...senders.map((each) => ({ code: each.senderId, label: each.name }))]}
      />
      <TextField
        label={say('file.file')}
        type="file"
        accept=".csv,text/csv,text/plain"
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" type="submit" aria-busy={busy}>
          {say(busy ? 'file.loading' : 'file.load')}
        </Button>
      </div>
    </form>
  );
}

function Newest() {
  const { value } = useAsked(listFiles);
  if (value === null || value.imports.length === 0) return null;
  return (
    <section className={style.card}>
      <h2>{say('file.newest')}</h2>
      <ul className={style.steps}>
        {value.imports.map((each) => (
          <li key={each.importId}>
            <Link to={`/triage/files/${each.importId}`}>{`${each.sender.name}, ${dayAndTime(each.madeAt)}`}</Link>{' '}
            <span className={style.quiet}>{`${sayCode('file.state', each.state)} · ${each.madeBy.name}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
