import type { Wallboard } from '../../shared/protocol/desk.ts';
import { openDialog } from '../app/view.ts';
import { BandBadge } from '../conversations/band-badge.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Waited } from '../ui/waited.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './table.module.css';

/** Everybody who waits, in the order in which they will be offered, each wait counting. */
export function WaitingTable({ wallboard }: { readonly wallboard: Wallboard }) {
  const { waiting, waitingTotal } = wallboard;
  return (
    <section className={style.part}>
      <h2>{say('waiting.title')}</h2>
      {waiting.length === 0 ? <p className={style.quiet}>{say('waiting.nobody')}</p> : <Rows waiting={waiting} />}
      {waitingTotal > waiting.length ? (
        <p className={style.quiet}>{say('waiting.more', { count: waitingTotal - waiting.length })}</p>
      ) : null}
    </section>
  );
}

function Rows({ waiting }: { readonly waiting: Wallboard['waiting'] }) {
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{say('waiting.place')}</th>
          <th scope="col">{say('waiting.band')}</th>
          <th scope="col">{say('waiting.state')}</th>
          <th scope="col">{say('waiting.visitor')}</th>
          <th scope="col" className={style.number}>
            {say('waiting.wait')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{say('waiting.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {waiting.map((row, index) => (
          <Row key={row.conversationId} row={row} place={index + 1} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, place }: { readonly row: Wallboard['waiting'][number]; readonly place: number }) {
  return (
    <tr>
      <th scope="row">{place}</th>
      <td>
        <BandBadge priority={row.priority} />
      </td>
      <td>{sayCode('state', row.state)}</td>
      <td>{sayCode('presence', row.visitorPresence)}</td>
      <td className={`${style.number} ${style.wait}`}>
        <Waited since={row.enqueuedAt} />
      </td>
      <td className={style.actions}>
        <Button
          look="plain"
          size="small"
          aria-label={say('waiting.read', { place })}
          onClick={() => openDialog('watch', row.conversationId)}
        >
          <Icon name="eye" size={15} />
        </Button>
        <Button
          look="plain"
          size="small"
          aria-label={say('waiting.intervene', { place })}
          onClick={() => openDialog('intervene', row.conversationId)}
        >
          <Icon name="swap" size={15} />
        </Button>
      </td>
    </tr>
  );
}
