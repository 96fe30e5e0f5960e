import { useCallback, useState } from 'react';
import type { caseRelationRoutes } from '../../../shared/protocol/http/case-relations.ts';
import { refreshApprovals } from '../../approvals/approvals.ts';
import type { ValueOf } from '../../connection/protocol.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Button } from '../../ui/button.tsx';
import { dayAndTime } from '../../ui/dates.ts';
import { Problem, Select } from '../../ui/field.tsx';
import { correctionOf, notify } from '../../ui/notices.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
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
  const { value, error, again } = useAsked(useCallback(() => readExclusions(caseId), [caseId]));
  const [open, setOpen] = useState<'keep_out' | Exclusion | null>(null);
  const done = (words: string) => {
    notify('done', words);
    again();
    void reloadCase(caseId);
  };
  return (
    <section className={style.card}>
      <h2>{say('kept_out.title')}</h2>
      <p className={style.about}>{say('kept_out.text')}</p>
      <Problem>{error === null ? null : correctionOf(error)}</Problem>
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
        <KeepOutDialog caseId={caseId} staff={value?.staff ?? []} onClose={() => setOpen(null)} onDone={done} />
      ) : null}
      {open !== null && open !== 'keep_out' ? (
        <LetInDialog caseId={caseId} exclusion={open} onClose={() => setOpen(null)} onDone={done} />
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
      <strong>{nameOf(exclusion)}</strong>
      <span className={style.quiet}>
        {at === null || by === null
          ? say('kept_out.by_offer')
          : say('kept_out.since', { when: dayAndTime(at), name: by.name })}
      </span>
      {reason === null ? null : (
        <bdi dir="auto" className={style.words}>
          {reason}
        </bdi>
      )}
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
  readonly onDone: (words: string) => void;
}

function KeepOutDialog({ caseId, staff, onClose, onDone }: DialogProps & { readonly staff: KeptOut['staff'] }) {
  const [agentId, setAgentId] = useState('');
  const keepOut = async (reason: string): Promise<string | null> => {
    const reply = await exclude(caseId, { agentId, reason });
    if (!reply.ok) return exclusionProblem(reply.error);
    onDone(say('kept_out.done'));
    return null;
  };
  return (
    <ReasonDialog
      title={say('kept_out.add_title')}
      label={say('kept_out.reason')}
      submit={say('kept_out.submit')}
      max={REASON_MAX}
      missing={say('exclude.reason_missing')}
      chosen={[caseId, agentId]}
      check={() => (agentId === '' ? say('kept_out.who_missing') : null)}
      onClose={onClose}
      onSay={keepOut}
    >
      <p>{say('kept_out.add_text')}</p>
      <Select
        label={say('kept_out.who')}
        value={agentId}
        options={[{ code: '', label: '' }, ...staff.map((each) => ({ code: each.agentId, label: each.name }))]}
        onChange={setAgentId}
      />
    </ReasonDialog>
  );
}

function LetInDialog({ caseId, exclusion, onClose, onDone }: DialogProps & { readonly exclusion: Exclusion }) {
  const { agentId } = exclusion;
  const propose = async (reason: string, clientId: string): Promise<string | null> => {
    const reply = await letIn(caseId, agentId, { clientId, reason });
    if (!reply.ok) return exclusionProblem(reply.error);
    void refreshApprovals();
    onDone(say('kept_out.let_in_proposed'));
    return null;
  };
  return (
    <ReasonDialog
      title={say('kept_out.let_in_title', { name: nameOf(exclusion) })}
      label={say('kept_out.let_in_reason')}
      submit={say('kept_out.let_in_submit')}
      max={REASON_MAX}
      missing={say('kept_out.let_in_missing')}
      chosen={[caseId, agentId]}
      onClose={onClose}
      onSay={propose}
    >
      <p>{say('kept_out.let_in_text')}</p>
    </ReasonDialog>
  );
}
