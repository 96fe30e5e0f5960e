import { useLayoutEffect, useRef, useState } from 'react';
import type { PartnerAnswer } from '../../shared/domain/portal-moves.ts';
import type { PortalReferral } from '../../shared/protocol/http/portal.ts';
import { useReference } from '../app/reference.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { RecordForm, refusalOf } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { answersNow, countIn, fieldsOf } from './answer-fields.ts';
import style from './portal.module.css';
import { type Answered, answerReferral } from './portal-calls.ts';

interface AnswersProps {
  readonly referral: PortalReferral;
  readonly onAnswered: (now: Answered) => void;
}

type WithForm = Exclude<PartnerAnswer, 'acknowledge' | 'stopped'>;

/** One button an answer. What needs more opens its form below and closes the one before. */
export function PortalAnswers({ referral, onAnswered }: AnswersProps) {
  const { referralId, revision } = referral;
  const [open, setOpen] = useState<WithForm | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([referralId, revision]);
  const answers = answersNow(referral);
  const done = (now: Answered) => {
    setOpen(null);
    setProblem(null);
    notify('done', say('portal.saved'));
    onAnswered(now);
  };
  const part = useRef<HTMLElement>(null);
  const close = () => {
    part.current?.querySelector<HTMLElement>(`[data-answer="${open}"]`)?.focus();
    setOpen(null);
  };
  const acknowledge = async () => {
    const reply = await answerReferral(referralId, { clientId, revision, kind: 'acknowledge' });
    if (reply.ok) done(reply.value);
    else setProblem(refusalOf(reply.error));
  };
  if (answers.length === 0) return <p className={style.quiet}>{say('portal.over')}</p>;
  return (
    <section ref={part} className={style.part} aria-label={say('portal.answer')}>
      <div className={style.buttons}>
        {answers.map((answer) =>
          answer === 'acknowledge' || answer === 'stopped' ? (
            <Button key={answer} look="main" onClick={() => void acknowledge()}>
              {say('portal.acknowledge')}
            </Button>
          ) : (
            <Button
              key={answer}
              data-answer={answer}
              aria-expanded={open === answer}
              onClick={() => setOpen(open === answer ? null : answer)}
            >
              {say(`portal.${answer}`)}
            </Button>
          ),
        )}
      </div>
      <Problem>{problem}</Problem>
      {open === null || !answers.includes(open) ? null : (
        <AnswerForm key={open} answer={open} referral={referral} onDone={done} onClose={close} />
      )}
    </section>
  );
}

interface FormProps {
  readonly answer: WithForm;
  readonly referral: PortalReferral;
  readonly onDone: (now: Answered) => void;
  readonly onClose: () => void;
}

/** What is half written is kept while another answer is looked at; Escape closes. */
function AnswerForm({ answer, referral: { referralId, revision }, onDone, onClose }: FormProps) {
  const lists = { declineReasons: useReference('declineReasons'), partnerOutcomes: useReference('partnerOutcomes') };
  const saved = useRef<Answered | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a way more, beside the button that opened it
    <div
      ref={box}
      className={style.form}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <RecordForm
        keep={`portal ${referralId} ${answer}`}
        fields={fieldsOf(answer, lists)}
        send={say(`portal.send.${answer}`)}
        onSend={async ({ weeks, ...body }) => {
          const counted = answer === 'waiting_list' ? { weeks: countIn(weeks) } : {};
          const reply = await answerReferral(referralId, { ...body, ...counted, revision, kind: answer });
          if (reply.ok) saved.current = reply.value;
          return reply;
        }}
        onDone={() => {
          if (saved.current !== null) onDone(saved.current);
        }}
      />
    </div>
  );
}
