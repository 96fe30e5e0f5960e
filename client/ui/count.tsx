import style from './count.module.css';

/** How many of something wait, beside the way to it; told aloud when it changes. */
export function Count({ count, words }: { readonly count: number; readonly words: string }) {
  return (
    <span aria-live="polite">
      {count === 0 ? null : (
        <>
          <span className={style.count} aria-hidden="true">
            {count}
          </span>
          <span className="visually-hidden"> {words}</span>
        </>
      )}
    </span>
  );
}
