import { useState } from 'react';
import { changeDesk, command } from '../app/live.ts';
import { useClientId } from '../connection/use-client-id.ts';
import type { Thread } from '../desk/desk.ts';
import { withReferrals } from '../desk/reduce.ts';
import { intakeWords } from '../referrals/intake-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import type { Consent } from './consent-state.ts';

/** Sends exactly what was agreed; the server reads the consent again in the moment it sends (C1). */
export function Refer({ consent, thread }: { readonly consent: Consent; readonly thread: Thread }) {
  const { conversationId } = thread.conversation;
  const { requestId, recipient } = consent;
  const [atOnce, setAtOnce] = useState(false);
  const clientId = useClientId([conversationId, requestId, recipient.recipientId, atOnce]);
  const refer = async () => {
    const { recipientId } = recipient;
    const wish = { clientId, conversationId, requestId, recipientId, ...(atOnce ? { atOnce } : {}) };
    const reply = await command('referral:create', wish);
    if (!reply.ok) return notify('problem', intakeWords(reply.error) ?? sentenceOf(reply.error));
    changeDesk((desk) => withReferrals(desk, conversationId, [reply.value.referral]));
  };
  return (
    <>
      <label>
        <input type="checkbox" checked={atOnce} onChange={() => setAtOnce(!atOnce)} /> {say('referral.at_once')}
      </label>
      <Button look="main" onClick={() => void refer()}>
        <Icon name="share" />
        {say('referral.create')}
      </Button>
    </>
  );
}
