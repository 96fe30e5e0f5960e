import { Link } from 'react-router';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Cover } from '../../shared/protocol/http/cover.ts';
import { useMay } from '../app/session.ts';
import { useCaseloads } from '../cases/caseloads.ts';
import { FundingCard } from '../cases/funding-card.tsx';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { serverNow } from '../ui/clock.ts';
import { dayInWords, writtenDay } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { RecordForm, refusalOf } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { endCover, listCover, setCover } from './cover-calls.ts';

/** Who has whose work while somebody is away: those concerned see theirs, whoever gives out cases sets it. */
export function CoverTab() {
  const asked = useAsked(listCover);
  const sets = useMay('cover.set');
  const allocates = useMay('case.allocate');
  return (
    <section className={style.tab}>
      <h2>{say('team.cover')}</h2>
      <p className={style.lead}>{say('cover.text')}</p>
      <Asking asked={asked} nothing={({ covers }) => (covers.length === 0 ? say('cover.none') : null)}>
        {({ covers }) => (
          <ol className={style.list} aria-label={say('cover.list')}>
            {covers.map((cover) => (
              <li key={cover.coverId}>
                <CoverItem cover={cover} sets={sets} onChanged={asked.again} />
              </li>
            ))}
          </ol>
        )}
      </Asking>
      {sets ? <SetCover onSet={asked.again} /> : null}
      {allocates ? <FundingCard /> : null}
    </section>
  );
}

function SetCover({ onSet }: { readonly onSet: () => void }) {
  const people = (useCaseloads(true)?.people ?? []).map(({ agentId, name }) => ({ code: agentId, label: name }));
  return (
    <section className={style.panel} aria-label={say('cover.set')}>
      <h3>{say('cover.set')}</h3>
      <RecordForm
        fields={[
          { name: 'fromAgentId', label: say('cover.from'), kind: 'select', options: people },
          { name: 'toAgentId', label: say('cover.to'), kind: 'select', options: people },
          { name: 'firstDay', label: say('cover.first_day'), kind: 'day' },
          { name: 'lastDay', label: say('cover.last_day'), kind: 'day' },
          { name: 'reason', label: say('cover.reason'), kind: 'area', max: 500, optional: true },
        ]}
        begins={{ firstDay: writtenDay(londonDay(serverNow())) }}
        send={say('cover.submit')}
        onSend={setCover}
        onDone={() => {
          notify('done', say('cover.done'));
          onSet();
        }}
      />
    </section>
  );
}

interface ItemProps {
  readonly cover: Cover;
  readonly sets: boolean;
  readonly onChanged: () => void;
}

function CoverItem({ cover, sets, onChanged }: ItemProps) {
  const { from, to, firstDay, lastDay, state, reason, setBy, openCases, notCovered } = cover;
  const title = say('cover.title', { to: to.name, from: from.name });
  const end = async () => {
    const reply = await endCover(cover);
    if (reply.ok) notify('done', say('cover.ended'));
    else notify('problem', refusalOf(reply.error));
    onChanged();
  };
  return (
    <article className={style.item} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <ul className={style.marks}>
          <li data-tone={state === 'now' ? 'good' : undefined}>{say(`cover_state.${state}`)}</li>
        </ul>
      </header>
      <p className={style.facts}>
        <span>{say('cover.span', { from: dayInWords(firstDay), until: dayInWords(lastDay) })}</span>
        <span>{say('cover.cases', { count: openCases })}</span>
        <span>{say('cover.set_by', { name: setBy.name })}</span>
      </p>
      {reason === null ? null : (
        <p>
          <bdi dir="auto">{reason}</bdi>
        </p>
      )}
      {notCovered.length === 0 ? null : (
        <p className={style.warning}>
          <span>
            {say('cover.not_covered')}{' '}
            {notCovered.map(({ caseId, reference }) => (
              <Link key={caseId} to={`/cases/${caseId}`}>
                {reference}{' '}
              </Link>
            ))}
          </span>
        </p>
      )}
      {sets ? (
        <div className={style.actions}>
          <Button
            size="small"
            look="plain"
            aria-label={say('cover.end_who', { name: from.name })}
            onClick={() => void end()}
          >
            {say(state === 'ahead' ? 'cover.take_back' : 'cover.end')}
          </Button>
        </div>
      ) : null}
    </article>
  );
}
