// One change of what is noted in an emergency, as the server wants it: what stood here before, and what stands now (H5). A
// colleague's note is never undone by a page that had not heard of it; what was typed stays in its field until it is kept.
import { useState } from 'react';
import type { EmergencyField, KnownFact } from '../../shared/domain/emergency.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { changeDesk, command } from '../app/live.ts';
import type { Input, Output } from '../connection/protocol.ts';
import { reduceDesk } from '../desk/reduce.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';

export type Change = Input<'emergency:update'>['changes'][number];
export type TextName = Exclude<EmergencyField, 'calledAt' | 'toldPerson'>;
export type Known = Readonly<Record<KnownFact, string | null>>;

/** False when it was refused: then what was meant is still to be done. */
export async function noteChange(alertId: string, change: Change): Promise<boolean> {
  const reply = await command('emergency:update', { clientId: crypto.randomUUID(), alertId, changes: [change] });
  if (reply.ok) {
    showAlert(reply.value.alert);
    return true;
  }
  const { reason, changedBy } = reply.error.details ?? {};
  const name = typeof changedBy === 'string' ? changedBy : say('emergency.a_colleague');
  const meanwhile = reason === 'changed_meanwhile';
  notify('problem', meanwhile ? say('emergency.changed_meanwhile', { name }) : sentenceOf(reply.error));
  return false;
}

export function showAlert(alert: Alert): void {
  changeDesk((desk) => reduceDesk(desk, { name: 'alert:raised', payload: { alert } }, performance.now()));
}

export async function readKnown(alertId: string): Promise<Output<'emergency:open'>['known'] | null> {
  const reply = await command('emergency:open', { alertId });
  return reply.ok ? reply.value.known : null;
}

/** When a step was ticked and by whom, once the server has it. */
export function tickOf({ emergency }: Alert, code: string): { at: string; by: string } | null {
  return emergency?.steps.find((step) => step.code === code) ?? null;
}

/** An empty field says nothing: it is not known. */
export function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

export interface Draft {
  readonly shown: string;
  /** What a colleague wrote while this was typed; both are shown until the writer decides. */
  readonly elsewhere: string | null;
  change(text: string): void;
  /** Null when there is nothing to save. */
  pending(): { readonly was: string | null; readonly now: string | null } | null;
  /** Kept by the server: the field shows again what stands there. */
  kept(): void;
  /** Refused: what stands now has been seen, and saving again replaces it. */
  seen(): void;
}

export function useDraft(stands: string | null): Draft {
  const [draft, setDraft] = useState<{ readonly text: string; readonly was: string | null } | null>(null);
  return {
    shown: draft?.text ?? stands ?? '',
    elsewhere: draft !== null && draft.was !== stands ? stands : null,
    change: (text) => setDraft({ text, was: draft === null ? stands : draft.was }),
    pending: () => {
      if (draft === null) return null;
      const now = filled(draft.text);
      return now === stands ? null : { was: draft.was, now };
    },
    kept: () => setDraft(null),
    seen: () => setDraft((mine) => (mine === null ? null : { ...mine, was: stands })),
  };
}
