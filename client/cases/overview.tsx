import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { useLive } from '../app/store.ts';
import { attend } from '../app/view.ts';
import { ClocksCard } from '../guidance/clocks-card.tsx';
import { GivePhrase } from '../referrals/give-phrase.tsx';
import { CaseDisclosures } from '../safeguarding/disclosures/case-disclosures.tsx';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';
import { DueMark } from './due-mark.tsx';
import style from './overview.module.css';

/** What presses, what was agreed, and who is in it. */
export function CaseOverview({ view }: { readonly view: CaseView }) {
  const { due, agreement, workers, row, receivedAt } = view;
  return (
    <div className={style.overview}>
      <ClocksCard row={row} />
      <Box title={say('overview.due')}>
        {due.length === 0 ? <p className={style.quiet}>{say('overview.nothing_due')}</p> : null}
        <ul className={style.list}>
          {due.map((each) => (
            <li key={`${each.kind} ${each.at}`}>
              <DueMark due={each} />
            </li>
          ))}
        </ul>
      </Box>
      <Box title={say('overview.waiting')}>
        {row.waitingFor.length === 0 ? <p className={style.quiet}>{say('overview.not_waiting')}</p> : null}
        <ul className={style.list}>
          {row.waitingFor.map((who) => (
            <li key={who}>{say(`cases.waiting.${who}`)}</li>
          ))}
        </ul>
      </Box>
      <Box title={say('overview.agreement')}>
        <blockquote className={style.said}>
          <bdi dir="auto">{agreement.said}</bdi>
        </blockquote>
        <p className={style.quiet}>
          {say('overview.agreed', {
            how: sayCode('agreement', agreement.how),
            when: dayAndTime(agreement.at),
            name: agreement.by.name,
          })}
        </p>
      </Box>
      <Conversations view={view} />
      <Box title={say('disclosure.log')}>
        <CaseDisclosures caseId={row.caseId} open={row.state === 'open'} />
      </Box>
      {row.state === 'open' ? (
        <Box title={say('phrase.title')}>
          <GivePhrase subject={{ caseId: row.caseId }} />
        </Box>
      ) : null}
      <Box title={say('overview.workers')}>
        <p>
          {[row.owner, ...workers].flatMap((each) => (each === null ? [] : [each.name])).join(', ') ||
            say('cases.nobody')}
        </p>
        <p className={style.quiet}>{say('overview.received', { when: dayAndTime(receivedAt) })}</p>
        <p className={style.quiet}>{say('overview.opened', { when: dayAndTime(row.openedAt) })}</p>
      </Box>
    </div>
  );
}

function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={style.box}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Conversations({ view: { conversations } }: { readonly view: CaseView }) {
  const threads = useLive((live) => live.desk.threads);
  const navigate = useNavigate();
  const go = async (conversationId: string) => {
    attend(conversationId);
    await navigate('/');
  };
  return (
    <Box title={say('overview.conversations')}>
      {conversations.length === 0 ? <p className={style.quiet}>{say('overview.no_conversations')}</p> : null}
      <ul className={style.list}>
        {conversations.map(({ conversationId, startedAt }) => (
          <li key={conversationId} className={style.line}>
            <time dateTime={startedAt}>{say('overview.conversation', { when: dayAndTime(startedAt) })}</time>
            {threads[conversationId] === undefined ? null : (
              <Button size="small" onClick={() => void go(conversationId)}>
                {say('overview.on_desk')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Box>
  );
}
