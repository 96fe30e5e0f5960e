import { type FormEvent, useState } from 'react';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { checkWords, refusalWords } from './return-calls.ts';

interface FormProps {
  readonly conversationId: string | null;
  readonly onFits: () => void;
}

/** What they say is typed as they say it. A wrong answer says that it does not fit, and nothing else is known then. */
export function CheckForm({ conversationId, onFits }: FormProps) {
  const [reference, setReference] = useState('');
  const [phrase, setPhrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const clientId = useClientId([conversationId, reference, phrase]);
  const check = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (reference.trim() === '' || phrase.trim() === '') return setProblem(say('return.both'));
    setBusy(true);
    const reply = await checkWords({ clientId, reference, phrase, conversationId });
    setBusy(false);
    if (!reply.ok) return setProblem(refusalWords(reply.error));
    if (!reply.value.fits) return setProblem(say('return.does_not_fit'));
    setReference('');
    setPhrase('');
    setProblem(null);
    onFits();
  };
  return (
    <form className={style.form} aria-label={say('return.title')} onSubmit={(event) => void check(event)}>
      <p className={style.quiet}>{say('return.text')}</p>
      <TextField
        label={say('phrase.reference')}
        maxLength={64}
        spellCheck={false}
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <TextField
        label={say('phrase.words')}
        maxLength={400}
        spellCheck={false}
        autoCapitalize="none"
        value={phrase}
        onChange={(event) => setPhrase(event.target.value)}
      />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" type="submit" aria-busy={busy}>
          {say('return.check')}
        </Button>
      </div>
    </form>
  );
}
