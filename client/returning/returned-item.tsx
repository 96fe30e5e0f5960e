import { useId } from 'react';
import { Link } from 'react-router';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import { GivePhrase } from '../referrals/give-phrase.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { NotesBeforePart } from './notes-before.tsx';
import { linkReturn, refusalWords, releaseReturn, stopFromReturn } from './return-calls.ts';
import { TellReturned } from './tell-returned.tsx';

export interface ItemProps {
  readonly returned: Returned;
  readonly onChanged: () => void;
}

/** One return: what to weigh before a word is said, then what can be told, and what they may ask for beside it. */
export function ReturnedItem({ returned, onChanged }: ItemProps) {
  const { checkedBy, checkedAt, openUntil, givenAt, conversationId, telling, releasedBy } = returned;
  const titleId = useId();
  const mine = useLive((live) => live.account?.agentId) === checkedBy.agentId;
  const isOpen = useLive((live) => Date.now() + live.clockOffsetMs) < Date.parse(openUntil);
  return (
    <article className={style.item} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{say('return.fits', { day: dayInWords(givenAt.slice(0, 10)) })}</h3>
      </header>
      <p className={style.facts}>
        <span>{say('return.checked', { name: checkedBy.name, when: dayAndTime(checkedAt) })}</span>
        <span>{say(conversationId === null ? 'return.by_telephone' : 'return.in_chat')}</span>
        <CaseOf returned={returned} />
      </p>
      <p className={telling.verdict === 'may_be_told' ? style.quiet : style.warning}>
        {sayCode('return.verdict', telling.verdict)}
      </p>
      {telling.reasons.length === 0 ? null : (
        <ul>
          {telling.reasons.map((reason) => (
            <li key={reason}>{sayCode('return.reason', reason)}</li>
          ))}
        </ul>
      )}
      {releasedBy === null ? null : <p className={style.quiet}>{say('return.released', releasedBy)}</p>}
      <Release returned={returned} onChanged={onChanged} />
      {mine ? <TellReturned returned={returned} onChanged={onChanged} /> : null}
      {mine && isOpen ? <AskedFor returned={returned} onChanged={onChanged} /> : null}
      {returned.mayReadNotes ? <NotesBeforePart returned={returned} /> : null}
      {mine && !isOpen ? <p className={style.quiet}>{say('return.over')}</p> : null}
    </article>
  );
}

function CaseOf({ returned: { caseId } }: Pick<ItemProps, 'returned'>) {
  return caseId === null ? null : <Link to={`/cases/${caseId}`}>{say('return.case')}</Link>;
}

function Release({ returned: { returnId, telling, releasedBy, checkedBy }, onChanged }: ItemProps) {
  const mayRelease = useMay('return.release');
  const mine = useLive((live) => live.account?.agentId) === checkedBy.agentId;
  if (!mayRelease || mine || telling.verdict !== 'lead_first' || releasedBy !== null) return null;
  const release = async () => {
    const reply = await releaseReturn(returnId);
    if (!reply.ok) notify('problem', refusalWords(reply.error));
    onChanged();
  };
  return (
    <div className={style.actions}>
      <Button size="small" onClick={() => void release()}>
        {say('return.release')}
      </Button>
    </div>
  );
}

/** Beside being told: that sharing stops, the notes of before for whoever goes on with them, other words for the next time. */
function AskedFor({ returned, onChanged }: ItemProps) {
  const { returnId, conversationId, linked, of, telling } = returned;
  const act = async (work: () => ReturnType<typeof stopFromReturn>, done: string) => {
    const reply = await work();
    if (reply.ok) notify('done', done);
    else notify('problem', refusalWords(reply.error));
    onChanged();
  };
  return (
    <>
      <div className={style.actions}>
        {telling.reasons.includes('sharing_stopped') ? null : (
          <Button size="small" onClick={() => void act(() => stopFromReturn(returnId), say('return.stopped'))}>
            {say('return.stop')}
          </Button>
        )}
        {of === 'conversation' && conversationId !== null && linked === null ? (
          <Button size="small" onClick={() => void act(() => linkReturn(returnId), say('return.linked_now'))}>
            {say('return.link')}
          </Button>
        ) : null}
      </div>
      {linked === null ? null : <p className={style.quiet}>{say('return.linked', { name: linked.by })}</p>}
      <GivePhrase subject={{ returnId, hasChat: conversationId !== null }} />
    </>
  );
}
