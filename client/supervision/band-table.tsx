import type { Wallboard } from '../../shared/protocol/desk.ts';
import { BandBadge } from '../conversations/band-badge.tsx';
import { Waited } from '../ui/waited.tsx';
import { say } from '../ui/words.ts';
import style from './table.module.css';

export function BandTable({ bands }: { readonly bands: Wallboard['bands'] }) {
  return (
    <section className={style.part}>
      <h2>{say('bands.title')}</h2>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{say('waiting.band')}</th>
            <th scope="col" className={style.number}>
              {say('bands.waiting')}
            </th>
            <th scope="col" className={style.number}>
              {say('bands.longest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bands.map(({ priority, waiting, longestSince }) => (
            <tr key={priority}>
              <th scope="row">
                <BandBadge priority={priority} />
              </th>
              <td className={style.number}>{waiting}</td>
              <td className={`${style.number} ${style.wait}`}>
                {longestSince === null ? '–' : <Waited since={longestSince} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
