import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { TextField } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import { noteChange, type TextName, useDraft } from './emergency.ts';

interface NotedFieldProps {
  readonly alertId: string;
  readonly field: TextName;
  readonly label: string;
  readonly stands: string | null;
  readonly maxLength: number;
  readonly onKept?: () => void;
}

/** Leaving a field saves it: nobody has a free hand for a button in that moment. */
export function NotedField({ alertId, field, label, stands, maxLength, onKept }: NotedFieldProps) {
  const [known, sent] = useKnownSince(stands);
  const draft = useDraft(known);
  const latest = useRef(draft);
  latest.current = draft;
  const save = async () => {
    const pending = draft.pending();
    if (pending === null) return draft.kept();
    if (!(await noteChange(alertId, { field, ...pending }))) return draft.seen();
    const typed = latest.current.shown;
    flushSync(() => {
      sent(pending.now);
      draft.kept();
    });
    // What was typed meanwhile goes on from what was sent.
    if (typed !== draft.shown) latest.current.change(typed);
    onKept?.();
  };
  return (
    <TextField
      label={label}
      dir="auto"
      maxLength={maxLength}
      value={draft.shown}
      hint={draft.elsewhere === null ? undefined : say('emergency.elsewhere', { text: draft.elsewhere })}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={() => void save()}
    />
  );
}

/**
 * Where it stands in no alert, what was noted is asked for anew after it was saved. Until that answer changes what stands, what
 * was sent does: nobody is to type on from the words before.
 */
function useKnownSince(stands: string | null): readonly [string | null, (now: string | null) => void] {
  const [since, setSince] = useState<{ readonly stood: string | null; readonly now: string | null } | null>(null);
  const latest = useRef(stands);
  latest.current = stands;
  const goneOn = since !== null && since.stood !== stands;
  if (goneOn) setSince(null);
  const known = since === null || goneOn ? stands : since.now;
  return [known, (now) => setSince({ stood: latest.current, now })];
}
