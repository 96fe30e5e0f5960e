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
  const draft = useDraft(stands);
  const save = async () => {
    const pending = draft.pending();
    if (pending === null) return draft.kept();
    if (await noteChange(alertId, { field, ...pending })) {
      draft.kept();
      onKept?.();
    } else draft.seen();
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
