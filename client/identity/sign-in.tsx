import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { WireError } from '../../shared/protocol/errors.ts';
import { signIn } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './sign-in.module.css';

export function SignIn() {
  const [error, setError] = useState<WireError | null>(null);
  const [busy, setBusy] = useState(false);
  /** At once, before it is drawn: a code that is sent twice is wrong the second time. */
  const underWay = useRef(false);
  const endedBecause = useLive((live) => live.endedBecause);
  const navigate = useNavigate();
  useEffect(() => {
    document.title = say('sign_in.title_bar');
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (underWay.current) return;
    underWay.current = true;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const code = String(form.get('code') ?? '').trim();
    const reply = await signIn({
      email: String(form.get('email')).trim(),
      password: String(form.get('password')),
      ...(code === '' ? {} : { code }),
    });
    underWay.current = false;
    setBusy(false);
    if (reply.ok) return navigate('/', { replace: true });
    setError(reply.error);
  };

  return (
    <main className={style.page}>
      <section className={style.card}>
        <Brand />
        <h1>{say('sign_in.title')}</h1>
        {endedBecause === null || error !== null ? null : <p className={style.ended}>{say('sign_in.ended')}</p>}
        <form className={style.form} onSubmit={(event) => void submit(event)}>
          <Problem>{error === null ? null : problemOf(error)}</Problem>
          <TextField
            label={say('sign_in.email')}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
          />
          <Password />
          {error?.code === 'second_factor_required' ? (
            <TextField label={say('sign_in.code')} name="code" inputMode="numeric" autoComplete="one-time-code" />
          ) : null}
          <Button look="main" type="submit" aria-busy={busy}>
            {busy ? say('sign_in.busy') : say('sign_in.submit')}
          </Button>
        </form>
        <p className={style.help}>{say('sign_in.help')}</p>
      </section>
    </main>
  );
}

/** The server answers a wrong address and a wrong password alike; so does the page. */
function problemOf(error: WireError): string {
  if (error.code === 'unauthenticated') return say('sign_in.wrong');
  if (error.code === 'bad_request') return say('sign_in.wrong');
  if (error.code === 'rate_limited') return say('sign_in.too_often');
  return sentenceOf(error);
}

function Password() {
  const [shown, setShown] = useState(false);
  return (
    <div className={style.password}>
      <TextField
        label={say('sign_in.password')}
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        required
      />
      <Button look="plain" size="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {say('sign_in.show')}
      </Button>
    </div>
  );
}

function Brand() {
  return (
    <p className={style.brand}>
      <span className={style.mark} aria-hidden="true" />
      {say('brand')}
    </p>
  );
}
