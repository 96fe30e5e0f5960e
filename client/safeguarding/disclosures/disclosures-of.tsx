import { Suspense, useCallback, useEffect } from 'react';
import { useView } from '../../app/view.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { later } from '../../ui/later.ts';
import { disclosuresOf } from './disclosure-calls.ts';

const DisclosureRows = later(async () => (await import('./disclosure-rows.tsx')).DisclosureRows);

/** What was shared without consent about whoever is in this conversation. */
export function DisclosuresOf({ conversationId }: { readonly conversationId: string }) {
  const { value, again } = useAsked(
    useCallback(() => disclosuresOf({ conversationId, caseId: null }), [conversationId]),
  );
  const dialog = useView((view) => view.dialog);
  // The dialog that adds one was closed.
  useEffect(() => {
    if (dialog === null) again();
  }, [dialog, again]);
  if (value === null || value.disclosures.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <DisclosureRows rows={value.disclosures} />
    </Suspense>
  );
}
