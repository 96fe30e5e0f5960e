import { useState } from 'react';
import { Link } from 'react-router';
import { PERSON_CHECKS, type PersonCheck } from '../../../shared/domain/written-consent.ts';
import { useClientId } from '../../connection/use-client-id.ts';
import { Button } from '../../ui/button.tsx';
import { dayAndTime } from '../../ui/dates.ts';
import { Choices, Problem } from '../../ui/field.tsx';
import { sentenceOf } from '../../ui/notices.ts';
import { say, sayCode } from '../../ui/words.ts';
import { type Told, tellPerson } from './referral-calls.ts';
import style from './referrals.module.css';
import { ToldList } from './told-list.tsx';

/** Nothing is shown before somebody checked who is asking; that they did is on record. */
export function TellCard({ caseId }: { readonly caseId: string }) {
  const [check, setCheck] = useState<PersonCheck | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [round, setRound] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([caseId, check, round]);
  const show = async () => {
    if (check === null) return setProblem(say('told.choose'));
    const reply = await tellPerson(caseId, { clientId, check });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    setProblem(null);
    setTold(reply.value);
  };
  /** Whoever asks next is checked anew. */
  const fold = () => {
    setTold(null);
    setCheck(null);
    setRound(round + 1);
  };
  return (
    <section className={style.card} aria-labelledby="told-title">
      <h2 id="told-title">{say('told.title')}</h2>
      {told === null ? (
        <>
          <p>{say('told.text')}</p>
          <p className={style.quiet}>
            {say('told.doubt')} <Link to={`/cases/${caseId}/contact`}>{say('told.code_words')}</Link>
          </p>
          <Choices
            legend={say('told.how')}
            options={PERSON_CHECKS.map((code) => ({ code, label: sayCode('person_check', code) }))}
            chosen={check === null ? [] : [check]}
            beside
            onChange={([code]) => setCheck(PERSON_CHECKS.find((each) => each === code) ?? null)}
          />
          <Problem>{problem}</Problem>
          <div className={style.actions}>
            <Button onClick={() => void show()}>{say('told.show')}</Button>
          </div>
        </>
      ) : (
        <Telling told={told} onFold={fold} />
      )}
    </section>
  );
}

function Telling({ told: { referrals, checkedAt }, onFold }: { readonly told: Told; readonly onFold: () => void }) {
  return (
    <>
      <p className={style.quiet}>{say('told.recorded', { when: dayAndTime(checkedAt) })}</p>
      <ToldList referrals={referrals} />
      <div className={style.actions}>
        <Button size="small" onClick={onFold}>
          {say('told.hide')}
        </Button>
      </div>
    </>
  );
}
