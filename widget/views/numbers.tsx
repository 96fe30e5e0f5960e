/** Whom to call. It stands wherever contact ends or fails, and works without the server (V4). */
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';
import { Button, Heading, useUi } from '../ui.tsx';

interface Shown {
  readonly label: string;
  readonly number: string;
  readonly note: string;
}

/** The service's own numbers; whatever it says, 999 with 55 and one staffed line are among them. */
export function numbersToShow(own: readonly Shown[]): readonly Shown[] {
  const missing = fallbackNumbers.filter(({ number }) => !own.some((each) => each.number === number));
  return [...missing, ...own];
}

/** `most`: the first of the list are for anybody in need; the whole list is too much for somebody who is leaving. */
export function NumberList({ few = false, most }: { readonly few?: boolean; readonly most?: number }) {
  const { state, t } = useUi();
  const shown = few ? fallbackNumbers : numbersToShow(state.service.numbers).slice(0, most);
  return (
    <ul class="numbers">
      {shown.map(({ label, number, note }) => (
        <li key={`${label}${number}`}>
          <a href={`tel:${number.replace(/\s/g, '')}`} aria-label={`${label}: ${t('call', { number })}`}>
            {number}
          </a>
          <strong>{label}</strong>
          <span>{note}</span>
        </li>
      ))}
    </ul>
  );
}

export function NumbersPage() {
  const { t, set } = useUi();
  return (
    <div class="view">
      <Heading>{t('numbersTitle')}</Heading>
      <p>{t('numbersLead')}</p>
      <NumberList />
      <Button onPress={() => set({ page: null })}>{t('back')}</Button>
    </div>
  );
}
