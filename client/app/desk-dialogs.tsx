import { Suspense } from 'react';
import { EndDialog } from '../conversations/end-dialog.tsx';
import { TransferDialog } from '../conversations/transfer-dialog.tsx';
import { DeclineDialog } from '../queue/decline-dialog.tsx';
import { EmergencyDialog } from '../safeguarding/emergency-dialog.tsx';
import { TellDialog } from '../safeguarding/tell-dialog.tsx';
import { later } from '../ui/later.ts';
import { type OpenDialog, useView } from './view.ts';

/** What few people open, or seldom. An emergency waits for nothing. */
const DisclosureDialog = later(
  async () => (await import('../safeguarding/disclosures/disclosure-dialog.tsx')).DisclosureDialog,
);
const InterveneDialog = later(async () => (await import('../supervision/intervene-dialog.tsx')).InterveneDialog);
const RedactDialog = later(async () => (await import('../supervision/redact-dialog.tsx')).RedactDialog);
const WatchDialog = later(async () => (await import('../supervision/watch-dialog.tsx')).WatchDialog);

/** One dialog at a time, over whatever page is open. */
export function DeskDialogs() {
  const dialog = useView((view) => view.dialog);
  return dialog === null ? null : (
    <Suspense fallback={null}>
      <OneDialog dialog={dialog} />
    </Suspense>
  );
}

function OneDialog({ dialog }: { readonly dialog: OpenDialog }) {
  switch (dialog.name) {
    case 'disclosure':
      return <DisclosureDialog conversationId={dialog.id} />;
    case 'decline':
      return <DeclineDialog offerId={dialog.id} />;
    case 'emergency':
      return <EmergencyDialog conversationId={dialog.id} />;
    case 'end':
      return <EndDialog conversationId={dialog.id} />;
    case 'intervene':
      return <InterveneDialog conversationId={dialog.id} />;
    case 'redact':
      return <RedactDialog conversationId={dialog.id} seq={dialog.seq ?? 0} />;
    case 'tell':
      return <TellDialog conversationId={dialog.id} />;
    case 'transfer':
      return <TransferDialog conversationId={dialog.id} />;
    case 'watch':
      return <WatchDialog conversationId={dialog.id} />;
  }
}
