import type { Wallboard } from '../../shared/protocol/desk.ts';
import { say } from '../ui/words.ts';
import style from './table.module.css';

/** Leaving the queue and pressing Exit are counted apart: one may be our failing, the other kept somebody safe. */
export function TodayTable({ today }: { readonly today: Wallboard['today'] }) {
  const rows = [
    ['today.requested', today.requested],
    ['today.accepted', today.accepted],
    ['today.abandoned', today.abandoned],
    ['today.exited', today.exited],
  ] as const;
  return (
    <section className={style.part}>
      <h2>{say('today.title')}</h2>
      <table className={style.table}>
        <tbody>
          {rows.map(([key, count]) => (
            <tr key={key}>
              <th scope="row">{say(key)}</th>
              <td className={style.number}>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
