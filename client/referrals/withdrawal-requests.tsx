import { useId, useState } from 'react';
import { Link } from 'react-router';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import { WITHDRAWAL_CHECKS } from '../../shared/domain/withdrawal-request.ts';
import type { WithdrawalRequestView } from '../../shared/protocol/http/returning.ts';
import { useLive } from '../app/store.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Choices, Problem, TextArea } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { decideRequest, listRequests, refusalOf, takeRequest } from './withdrawal-calls.ts';

/** Who asked by reference and phrase that sharing stops, and was not asked yet whether it was them (H4). */
export function WithdrawalRequestsTab() {
  const asked = useAsked(listRequests);
  return (
    <section className={style.tab}>
      <h2>{say('team.withdrawals')}</h2>
      <p className={style.lead}>{say('withdrawal.lead')}</p>
      <Asking asked={asked} nothing={({ requests }) => (requests.length === 0 ? say('withdrawal.nothing') : null)}>
        {({ requests }) => (
          <ol className={style.list} aria-label={say('withdrawal.list')}>
            {requests.map((request) => (
              <li key={request.requestId}>
                <RequestItem request={request} onChanged={asked.again} />
              </li>
            ))}
          </ol>
        )}
      </Asking>
    </section>
  );
}

interface ItemProps {
  readonly request: WithdrawalRequestView;
  readonly onChanged: () => void;
}

function RequestItem({ request, onChanged }: ItemProps) {
  const { requestId, takenBy, highRisk, dueAt, receivedAt } = request;
  const titleId = useId();
  const me = useLive((live) => live.account);
  const mine = me?.agentId === takenBy?.agentId;
  const late = useLive((live) => Date.now() + live.clockOffsetMs) > Date.parse(dueAt);
  const take = async () => {
    const reply = await takeRequest(requestId, takenBy?.agentId);
    if (!reply.ok) notify('problem', refusalOf(reply.error));
    onChanged();
  };
  return (
    <article className={style.item} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>
          <Whose request={request} />
        </h3>
        <ul className={style.marks}>
          {highRisk ? <li data-tone="danger">{say('withdrawal.high')}</li> : null}
          {late ? <li data-tone="warn">{say('withdrawal.late')}</li> : null}
        </ul>
      </header>
      <p className={style.facts}>
        <span>{say('withdrawal.asked', { when: dayAndTime(receivedAt) })}</span>
        <span>{say('withdrawal.due', { when: dayAndTime(dueAt) })}</span>
        <span>{standingOf(request, mine)}</span>
      </p>
      {request.safeContact === undefined ? null : (
        <p>
          <bdi dir="auto">
            {request.safeContact === null
              ? say('withdrawal.no_contact')
              : say('withdrawal.safe_contact', { said: request.safeContact })}
          </bdi>
        </p>
      )}
      <Stopped request={request} />
      {takenBy === null || (!mine && (late || isLeadRole(me?.role ?? ''))) ? (
        <div className={style.actions}>
          <Button look={takenBy === null ? 'main' : 'plain'} size="small" onClick={() => void take()}>
            {takenBy === null ? say('withdrawal.take') : say('withdrawal.take_over', { name: takenBy.name })}
          </Button>
        </div>
      ) : null}
      {mine ? <DecideForm requestId={requestId} onDone={onChanged} /> : null}
    </article>
  );
}

function Whose({ request: { caseId, caseReference } }: Pick<ItemProps, 'request'>) {
  if (caseId === null) return say('withdrawal.conversation');
  return <Link to={`/cases/${caseId}/contact`}>{say('withdrawal.case', { reference: caseReference ?? '' })}</Link>;
}

function standingOf({ takenBy }: WithdrawalRequestView, mine: boolean): string {
  if (takenBy === null) return say('withdrawal.nobody');
  return mine ? say('withdrawal.yours') : say('withdrawal.taken_by', { name: takenBy.name });
}

function Stopped({ request: { stopped } }: Pick<ItemProps, 'request'>) {
  if (stopped.length === 0) return <p className={style.quiet}>{say('withdrawal.none_stopped')}</p>;
  return (
    <>
      <h4>{say('withdrawal.stopped')}</h4>
      <ul className={style.table}>
        {stopped.map(({ referralId, recipientName, state }) => (
          <li key={referralId} className={style.row}>
            <span dir="auto">{recipientName}</span>
            <span>{sayCode('referral', state)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const CHECKS = WITHDRAWAL_CHECKS.map((code) => ({ code, label: say(`withdrawal.check.${code}`) }));
const DECISIONS = (['withdrawn', 'continued'] as const).map((code) => ({
  code,
  label: say(`withdrawal.decision.${code}`),
}));
const REASON_MAX = 2_000;

/** Nothing is chosen beforehand; without a word about what they said nothing is decided. */
function DecideForm({ requestId, onDone }: { readonly requestId: string; readonly onDone: () => void }) {
  const [check, setCheck] = useState<readonly string[]>([]);
  const [decision, setDecision] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const [given, asked] = [decision[0], check[0]];
    if (given === undefined || asked === undefined || reason.trim() === '')
      return setProblem(say('withdrawal.missing'));
    const reply = await decideRequest(requestId, { decision: given, check: asked, reason });
    if (!reply.ok) return setProblem(refusalOf(reply.error));
    notify('done', sayCode('withdrawal.decided', given));
    onDone();
  };
  return (
    <div className={style.form}>
      <Choices legend={say('withdrawal.check')} options={CHECKS} chosen={check} onChange={setCheck} />
      <Choices legend={say('withdrawal.decision')} options={DECISIONS} chosen={decision} onChange={setDecision} />
      <TextArea
        label={say('withdrawal.reason')}
        hint={say('withdrawal.reason_hint')}
        dir="auto"
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" onClick={() => void save()}>
          {say('withdrawal.save')}
        </Button>
      </div>
    </div>
  );
}
