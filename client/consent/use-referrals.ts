import { useEffect } from 'react';
import { changeDesk, command } from '../app/live.ts';
import { withReferrals } from '../desk/reduce.ts';

/** Their states come live; this loads what was there before. */
export function useReferrals(conversationId: string): void {
  useEffect(() => {
    void command('referral:list', { conversationId }).then((reply) => {
      if (reply.ok) changeDesk((desk) => withReferrals(desk, conversationId, reply.value.referrals));
    });
  }, [conversationId]);
}
