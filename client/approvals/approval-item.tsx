import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { useServerNow } from '../ui/clock.ts';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './approvals-page.module.css';
import { openApproval, withdraw } from './decide.ts';
import { DecideForm } from './decide-form.tsx';

interface ItemProps {
  readonly approval: Approval;
  readonly onDone: () => void;
}

export function ApprovalItem({ approval, onDone }: ItemProps) {
  const { approvalId, kind, proposedBy, proposedAt, caseReference, subject, after, yours } = approval;
  const mine = useLive((live) => live.account?.agentId) === proposedBy.agentId;
  const [contents, setContents] = useState<ApprovalContents | null>(null);
  const titleId = useId();
  const when = dayAndTime(proposedAt);
  const toggle = async () => {
    if (contents !== null) return setContents(null);
    const reply = await openApproval(approvalId);
    if (reply.ok) setContents(reply.value);
    else notifyProblem(reply.error);
  };
  const takeBack = async () => {
    if (await withdraw(approvalId)) onDone();
  };
  return (
    <article className={style.item} aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{sayCode('approval_kind', kind)}</h2>
        <span className={style.standing} data-yours={yours}>
          {say(yours ? 'approvals.yours' : 'approvals.others')}
        </span>
      </header>
      <p className={style.facts}>
        {caseReference === null ? null : <CaseLink reference={caseReference} subject={subject} />}
        <time dateTime={proposedAt}>
          {mine ? say('approvals.by_you', { when }) : say('approvals.by', { name: proposedBy.name, when })}
        </time>
        <Due approval={approval} />
      </p>
      {after ? (
        <p className={style.after}>
          <Icon name="clock" />
          {say('approvals.after')}
        </p>
      ) : null}
      <div className={style.actions}>
        <Button size="small" aria-expanded={contents !== null} onClick={() => void toggle()}>
          {say(contents === null ? 'approvals.read' : 'approvals.fold')}
          <span className="visually-hidden">
            {' '}
            {say('approvals.this_one', { kind: sayCode('approval_kind', kind), when })}
          </span>
        </Button>
        {mine ? (
          <Button look="plain" size="small" onClick={() => void takeBack()}>
            {say('approvals.withdraw')}
          </Button>
        ) : null}
      </div>
      {contents === null ? null : <Contents contents={contents} />}
      {contents !== null && yours ? <DecideForm approvalId={approvalId} onDone={onDone} /> : null}
    </article>
  );
}

function CaseLink({ reference, subject }: { readonly reference: string; readonly subject: Approval['subject'] }) {
  const words = say('approvals.case', { reference });
  return subject.kind === 'case' ? <Link to={`/cases/${subject.id}`}>{words}</Link> : <span>{words}</span>;
}

function Due({ approval: { dueAt } }: { readonly approval: Approval }) {
  const now = useServerNow();
  if (dueAt === null) return null;
  const late = Date.parse(dueAt) < now;
  return (
    <span className={late ? style.late : undefined}>
      {say(late ? 'approvals.overdue' : 'approvals.due', { when: dayAndTime(dueAt) })}
    </span>
  );
}

/** The reason in the words of who proposed it, and the facts to decide by. */
function Contents({ contents: { reason, facts } }: { readonly contents: ApprovalContents }) {
  return (
    <dl className={style.contents}>
      <div>
        <dt>{say('approvals.reason')}</dt>
        <dd className={style.words}>
          <bdi dir="auto">{reason}</bdi>
        </dd>
      </div>
      {facts.map(({ name, value }) => (
        <div key={`${name} ${value}`}>
          <dt>{sayCode('fact', name)}</dt>
          <dd>
            <bdi dir="auto">{sayCode('fact_value', value)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
