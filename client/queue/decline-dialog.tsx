import { useState } from 'react';
import { useLive } from '../app/store.ts';
import { closeDialog } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { type DeclineReason, declineOffer } from './answer-offer.ts';

const REASONS: readonly DeclineReason[] = ['busy', 'conflict_of_interest', 'skill', 'other'];

/** A conflict of interest never lapses; the other reasons do after a while. The person waiting keeps the place (Q2). */
export function DeclineDialog({ offerId }: { readonly offerId: string }) {
  const ringing = useLive((live) => live.desk.ringing.find((item) => item.offer.offerId === offerId));
  const [reason, setReason] = useState<DeclineReason>('busy');
  const decline = () => {
    closeDialog();
    if (ringing !== undefined) void declineOffer(ringing.offer, reason);
  };
  return (
    <Dialog title={say('decline.title')} onClose={closeDialog}>
      <p>{ringing === undefined ? say('offer.expired') : say('decline.text')}</p>
      <Choices
        legend={say('decline.reason')}
        options={REASONS.map((code) => ({ code, label: sayCode('decline', code) }))}
        chosen={[reason]}
        onChange={([code]) => setReason(REASONS.find((known) => known === code) ?? 'other')}
      />
      <DialogActions>
        <Button onClick={closeDialog}>{say('back')}</Button>
        <Button look="main" disabled={ringing === undefined} onClick={decline}>
          {say('offer.decline')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
