import type { Reply } from '../../shared/protocol/errors.ts';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/notices.ts';
import type { FormField, FormValues } from '../ui/record/form-fields.ts';
import { RecordForm } from '../ui/record/record-form.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly begins?: FormValues;
  readonly send: string;
  readonly done: string;
  readonly onSend: (body: Readonly<Record<string, unknown>>) => Promise<Reply<unknown>>;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

/** One step of a plan or an action. Where somebody else was first, what they did is loaded behind what is typed here. */
export function FormDialog({ title, onSend, onClose, onChanged, done, ...form }: FormDialogProps) {
  const send = async (body: Readonly<Record<string, unknown>>) => {
    const reply = await onSend(body);
    if (!reply.ok && reply.error.details?.reason === 'changed_meanwhile') await onChanged();
    return reply;
  };
  const finish = () => {
    onClose();
    notify('done', done);
    void onChanged();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <RecordForm {...form} onSend={send} onDone={finish} />
    </Dialog>
  );
}

/** The body without what only the dialog needs. The clientId goes where a thing is made. */
export function withoutClientId({
  clientId: _made,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return rest;
}
