import type { Ruling } from '../../shared/domain/ruling.ts';
import { useLabels } from '../records/options.ts';
import { say } from '../ui/words.ts';
import { factWords } from './facts.ts';
import style from './guidance.module.css';

/** A rule in its own sentence, and the answers it stands on: whoever doubts it can correct the answer. */
export function RulingWords({ ruling }: { readonly ruling: Ruling }) {
  return (
    <div className={style.ruling}>
      <p>{ruling.sentence}</p>
      {ruling.grounds.length === 0 ? null : (
        <ul className={style.grounds} aria-label={say('guidance.because')}>
          {ruling.grounds.map(({ fact, value }) => (
            <li key={`${fact} ${value}`}>
              <Ground fact={fact} value={value} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const PLAIN = { codes: [], group: '' } as const;

function Ground({ fact, value }: Ruling['grounds'][number]) {
  const { label, from } = factWords(fact);
  const [words = value] = useLabels(from ?? PLAIN, [value]);
  return say('guidance.ground', { label, value: words });
}
