import { useState } from 'react';
import type { GivenPhrase } from '../../shared/protocol/http/returning.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Choices, Problem } from '../ui/field.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import shown from './give-phrase.module.css';
import { givePhrase, type PhraseSubject, phraseRefusal } from './withdrawal-calls.ts';

type Confirmed = 'asked' | 'insists' | 'inChat';

/**
 * A reference and six words for somebody who asked whether they can come back (H13). Never offered; warned of where somebody close
 * may find it; shown once, and gone when this is closed.
 */
export function GivePhrase({ subject }: { readonly subject: PhraseSubject }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div className={style.actions}>
        <Button size="small" onClick={() => setOpen(true)}>
          {say('phrase.open')}
        </Button>
      </div>
    );
  return <Giving subject={subject} onClose={() => setOpen(false)} />;
}

function Giving({ subject, onClose }: { readonly subject: PhraseSubject; readonly onClose: () => void }) {
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [given, setGiven] = useState<GivenPhrase | null>(null);
  const [clientId] = useState(() => crypto.randomUUID());
  const give = async () => {
    const has = (code: Confirmed) => confirmed.includes(code);
    const wish = { clientId, asked: has('asked'), insists: has('insists'), inChat: has('inChat') };
    const reply = await givePhrase(subject, wish);
    if (reply.ok) return setGiven(reply.value);
    const said = reply.error.details?.warnings;
    if (Array.isArray(said)) setWarnings(said.filter((each) => typeof each === 'string'));
    setProblem(phraseRefusal(reply.error));
  };
  if (given !== null) return <Shown given={given} onClose={onClose} />;
  const options = [
    { code: 'asked', label: say('phrase.asked') },
    ...(warnings.length > 0 ? [{ code: 'insists', label: say('phrase.insists') }] : []),
    ...(hasChat(subject) ? [{ code: 'inChat', label: say('phrase.in_chat') }] : []),
  ];
  return (
    <div className={style.form}>
      <p className={style.quiet}>{say('phrase.text')}</p>
      {warnings.map((warning) => (
        <p key={warning} className={style.warning}>
          {sayCode('phrase.warning', warning)}
        </p>
      ))}
      <Choices legend={say('phrase.confirm')} options={options} chosen={confirmed} many onChange={setConfirmed} />
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" onClick={() => void give()}>
          {say('phrase.give')}
        </Button>
        <Button size="small" onClick={onClose}>
          {say('phrase.cancel')}
        </Button>
      </div>
    </div>
  );
}

function hasChat(subject: PhraseSubject): boolean {
  return 'returnId' in subject ? subject.hasChat : 'conversationId' in subject;
}

function Shown({ given, onClose }: { readonly given: GivenPhrase; readonly onClose: () => void }) {
  return (
    <div className={style.form} role="status">
      <p className={style.quiet}>{say('phrase.shown_once')}</p>
      <dl className={shown.given}>
        <dt>{say('phrase.reference')}</dt>
        <dd>{given.reference}</dd>
        <dt>{say('phrase.words')}</dt>
        <dd>{given.words.join(' ')}</dd>
        <dt>{say('phrase.address')}</dt>
        <dd>{given.address}</dd>
      </dl>
      <p className={style.quiet}>{say('phrase.until', { when: dayAndTime(given.expiresAt) })}</p>
      {given.shownInChat ? <p className={style.quiet}>{say('phrase.is_in_chat')}</p> : null}
      <div className={style.actions}>
        <Button size="small" onClick={onClose}>
          {say('phrase.close')}
        </Button>
      </div>
    </div>
  );
}
