import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import style from './page-error.module.css';

/** A fault of the page itself. Conversations live on the server, so loading again loses nothing. */
export function PageError() {
  return (
    <main className={style.page}>
      <h1>{say('page_error.title')}</h1>
      <p>{say('page_error.text')}</p>
      <Button look="main" onClick={() => window.location.reload()}>
        {say('page_error.again')}
      </Button>
    </main>
  );
}
