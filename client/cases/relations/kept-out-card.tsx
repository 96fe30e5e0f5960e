import { useCallback, useState } from 'react';
import { textFault } from '../../../shared/domain/message-limits.ts';
import type { caseRelationRoutes } from '../../../shared/protocol/http/case-relations.ts';
import type { ValueOf } from '../../connection/protocol.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { useClientId } from '../../connection/use-client-id.ts';
import { Button } from '../../ui/button.tsx';
import { dayAndTime } from '../../ui/dates.ts';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { Problem, Select, TextArea } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.ts';
import { say } from '../../ui/words.ts';
import { reloadCase } from '../open-cases.ts';
import { exclusionProblem } from './exclusion-problem.ts';
import { exclude, letIn, readExclusions } from './relation-calls.ts';
import style from './relations.module.css';

type KeptOut = ValueOf<(typeof caseRelationRoutes)['exclusions']>;
type Exclusion = KeptOut['exclusions'][number];

const REASON_MAX = 1_000;

/** Who is kept out of the case, and the way to keep out or let in again: for whoever answers for it. */
export function KeptOutCard({ caseId }: { readonly caseId: string }) {
  const { value, again } = useAsked(useCallback(() => readExclusions(caseId), [caseId]));
  const [open, setOpen] = useState<'keep_out' | Exclusion | null>(null);
  const done = (words: string) => {
    notify('done', words);
    setOpen(null);
    again();
    void reloadCase(caseId);
  };
  return (
    <section className={style.card}>
      <h2>{say('kept_out.title')}</h2>
      <p className={style.about}>{say('kept_out.text')}</p>
      {value !== null && value.exclusions.length === 0 ? <p className={style.quiet}>{say('kept_out.none')}</p> : null}
      <ul className={style.rows}>
        {(value?.exclusions ?? []).map((each) => (
          <KeptOutRow key={each.agentId} exclusion={each} onLetIn={() => setOpen(each)} />
        ))}
      </ul>
      <div className={style.actions}>
        <Button size="small" disabled={value === null} onClick={() => setOpen('keep_out')}>
          {say('kept_out.add')}
        </Button>
      </div>
      {open === 'keep_out' ? (
        <KeepOutDialog
          caseId={caseId}
          staff={value?.staff ?? []}
          onClose={() => setOpen(null)}
          onDone={() => done(say('kept_out.done'))}
        />
      ) : null}
      {open !== null && open !== 'keep_out' ? (
        <LetInDialog
          caseId={caseId}
          exclusion={open}
          onClose={() => setOpen(null)}
          onDone={() => done(say('kept_out.let_in_proposed'))}
        />
      ) : null}
    </section>
  );
}

function nameOf({ name }: Exclusion): string {
  return name ?? say('kept_out.gone');
}

function KeptOutRow({ exclusion, onLetIn }: { readonly exclusion: Exclusion; readonly onLetIn: () => void }) {
  const { at, by, reason, proposed } = exclusion;
  return (
    <li>
      <span>{nameOf(exclusion)}</span>
      <span className={style.quiet}>
        {at === null || by === null
          ? say('kept_out.by_offer')
          : say('kept_out.since', { when: dayAndTime(at), name: by.name })}
      </span>
      {reason === null ? null : <bdi dir="auto">{reason}</bdi>}
      {proposed ? (
        <span className={style.mark}>{say('kept_out.waits')}</span>
      ) : (
        <Button look="plain" size="small" onClick={onLetIn}>
          {say('kept_out.let_in')}
          <span className="visually-hidden"> {nameOf(exclusion)}</span>
        </Button>
      )}
    </li>
  );
}

interface DialogProps {
  readonly caseId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function KeepOutDialog({ caseId, staff, onClose, onDone }: DialogProps & { readonly staff: KeptOut['staff'] }) {
  const [agentId, setAgentId] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (agentId === '') return setProblem(say('kept_out.who_missing'));
    if (textFault(reason, REASON_MAX) !== null) return setProblem(say('exclude.reason_missing'));
    const reply = await exclude(caseId, { agentId, reason });
    if (reply.ok) onDone();
    else setProblem(exclusionProblem(reply.error));
  };
  return (
    <Dialog title={say('kept_out.add_title')} onClose={onClose}>
      <p>{say('kept_out.add_text')}</p>
      <Select
        label={say('kept_out.who')}
        value={agentId}
        options={[{ code: '', label: '' }, ...staff.map((each) => ({ code: each.agentId, label: each.name }))]}
        onChange={setAgentId}
      />
      <TextArea
        label={say('kept_out.reason')}
        dir="auto"
        rows={2}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void submit()}>
          {say('kept_out.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function LetInDialog({ caseId, exclusion, onClose, onDone }: DialogProps & { readonly exclusion: Exclusion }) {
  const { agentId } = exclusion;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([caseId, agentId, reason]);
  const submit = async () => {
    if (textFault(reason, REASON_MAX) !== null) return setProblem(say('kept_out.let_in_missing'));
    const reply = await letIn(caseId, agentId, { clientId, reason });
    if (reply.ok) onDone();
    else setProblem(exclusionProblem(reply.error));
  };
  return (
    <Dialog title={say('kept_out.let_in_title', { name: nameOf(exclusion) })} onClose={onClose}>
      <p>{say('kept_out.let_in_text')}</p>
      <TextArea
        label={say('kept_out.let_in_reason')}
        dir="auto"
        rows={2}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void submit()}>
          {say('kept_out.let_in_submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
