import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { ReferralThread, referralThreadRoutes } from '../../shared/protocol/http/referral-thread.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify, notifyProblem } from '../ui/notices.ts';
import type { FormField } from '../ui/record/form-fields.ts';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import style from './thread.module.css';
import { ThreadMessages } from './thread-messages.tsx';

type Read = ValueOf<(typeof referralThreadRoutes)['read']>;

const pathOf = (referralId: string, step: string): string => `/referrals/${encodeURIComponent(referralId)}/${step}`;

interface PartProps {
  readonly referralId: string;
  readonly state: string;
  /** Another value whenever the referral changed: what is open is read again then. */
  readonly version: unknown;
}

/** What the partner said of a referral, folded until somebody reads it (each reading is on record), and the answer to it. */
export function ThreadPart({ referralId, state, version }: PartProps) {
  const [thread, setThread] = useState<ReferralThread | null>(null);
  const isOpen = useRef(false);
  const take = useCallback((reply: Reply<Read>) => {
    if (!reply.ok) return notifyProblem(reply.error);
    setThread(reply.value.thread);
  }, []);
  const read = useCallback(async () => {
    isOpen.current = true;
    const reply = await ask<Read>('POST', pathOf(referralId, 'thread/open'), {});
    if (isOpen.current) take(reply);
  }, [referralId, take]);
  const fold = () => {
    isOpen.current = false;
    setThread(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: that it changed is the reason to read again
  useEffect(() => {
    if (isOpen.current) void read();
  }, [version, read]);
  return (
    <section className={style.part}>
      <Button
        size="small"
        look={state === 'returned_needs_info' ? 'main' : 'usual'}
        aria-expanded={thread !== null}
        onClick={() => (thread === null ? void read() : fold())}
      >
        {say(
          thread !== null ? 'thread.fold' : state === 'returned_needs_info' ? 'thread.read_question' : 'thread.read',
        )}
      </Button>
      {thread === null ? null : <OpenThread thread={thread} onAnswered={take} />}
    </section>
  );
}

const WORDS_MAX = 2_000;

interface OpenProps {
  readonly thread: ReferralThread;
  readonly onAnswered: (reply: Reply<Read>) => void;
}

function OpenThread({ thread, onAnswered }: OpenProps) {
  const { referralId, state, stopConfirmedAt, open, messages } = thread;
  const saved = useRef<Reply<Read> | null>(null);
  const field: FormField = {
    ...{ name: 'text', label: say('thread.answer'), hint: say('thread.answer_hint') },
    ...{ kind: 'area', max: WORDS_MAX },
  };
  return (
    <>
      {state === 'recalled' ? (
        <p>
          {stopConfirmedAt === null
            ? say('thread.stop_open')
            : say('thread.stop_confirmed', { when: dayAndTime(stopConfirmedAt) })}
        </p>
      ) : null}
      <ThreadMessages messages={messages} />
      {open ? (
        <RecordForm
          keep={`thread ${referralId}`}
          fields={[field]}
          send={say('thread.send')}
          onSend={async (body) => {
            saved.current = await ask<Read>('POST', pathOf(referralId, 'answers'), body);
            return saved.current;
          }}
          onDone={() => {
            if (saved.current !== null) onAnswered(saved.current);
            notify('done', say('thread.sent'));
          }}
        />
      ) : null}
    </>
  );
}
