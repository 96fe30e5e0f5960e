import { EndDialog } from '../conversations/end-dialog.tsx';
import { TransferDialog } from '../conversations/transfer-dialog.tsx';
import { DeclineDialog } from '../queue/decline-dialog.tsx';
import { DisclosureDialog } from '../safeguarding/disclosures/disclosure-dialog.tsx';
import { EmergencyDialog } from '../safeguarding/emergency-dialog.tsx';
import { TellDialog } from '../safeguarding/tell-dialog.tsx';
import { InterveneDialog } from '../supervision/intervene-dialog.tsx';
import { RedactDialog } from '../supervision/redact-dialog.tsx';
import { WatchDialog } from '../supervision/watch-dialog.tsx';
import { useView } from './view.ts';

/** One dialog at a time, over whatever page is open. */
export function DeskDialogs() {
  const dialog = useView((view) => view.dialog);
  if (dialog === null) return null;
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
