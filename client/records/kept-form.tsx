import { useEffect } from 'react';
import { useClientId } from '../connection/use-client-id.ts';
import { beginDraft, holdsSomething, useDraft } from './drafts.ts';
import type { Values } from './field.ts';
import style from './record.module.css';
import { RecordForm } from './record-form.tsx';
import type { RecordAccess } from './save-draft.ts';

interface KeptProps {
  /** What is half written is kept under it, while pages come and go. */
  readonly draftKey: string;
  readonly title: string;
  /** What it begins with. */
  readonly start: { readonly body: Values; readonly revision: number };
  /** What is asked may depend on what is written already; the id is of the one effect that saving this has. */
  readonly access: (body: Values, clientId: string) => RecordAccess;
  readonly submit?: string;
  readonly done?: string;
  readonly onLeave: () => void;
}

/** A form of its own title, inside a card: something new, or something as it stands. */
export function KeptForm({ draftKey, title, start, access, onLeave, ...words }: KeptProps) {
  const draft = useDraft(draftKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is half written stays, whatever is loaded meanwhile
  useEffect(() => {
    if (draft === null || !holdsSomething(draft)) beginDraft(draftKey, start);
  }, [draftKey]);
  const clientId = useClientId([draftKey, draft?.body]);
  if (draft === null) return null;
  return (
    <section className={style.kept} aria-label={title}>
      <h3>{title}</h3>
      <RecordForm {...{ draftKey, draft, onLeave, ...words }} access={access(draft.body, clientId)} />
    </section>
  );
}
