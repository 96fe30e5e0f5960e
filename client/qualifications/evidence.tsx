import { useState } from 'react';
import type { QualificationRow } from '../../shared/protocol/http/qualifications.ts';
import { useMay } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { RecordForm } from '../ui/record/record-form.tsx';
import { Words } from '../ui/record/record-item.tsx';
import { say } from '../ui/words.ts';
import { endQualification, type OpenedQualification, openQualification } from './qualification-calls.ts';

interface EvidenceProps {
  readonly row: QualificationRow;
  readonly onChanged: () => void;
}

/** On which paper it stands; who looked is on record. Whoever sets them can say that one does not count any more. */
export function Evidence({ row, onChanged }: EvidenceProps) {
  const [opened, setOpened] = useState<OpenedQualification | null>(null);
  const maySet = useMay('qualification.set');
  const open = async () => {
    const reply = await openQualification(row.qualificationId);
    if (reply.ok) setOpened(reply.value);
    else notifyProblem(reply.error);
  };
  const close = () => setOpened(null);
  return (
    <>
      <Button size="small" onClick={() => void open()}>
        {say('qualification.show')}
      </Button>
      {opened === null ? null : (
        <Dialog title={say('qualification.evidence')} onClose={close}>
          <Words label={say('qualification.evidence')} text={opened.evidence} />
          <Words label={say('qualification.ended_because')} text={opened.endedBecause ?? ''} />
          {maySet && row.endedOn === null ? (
            <RecordForm
              fields={[
                { name: 'endedOn', label: say('qualification.end_on'), kind: 'day' },
                { name: 'because', label: say('qualification.end_because'), kind: 'area', max: 1_000 },
              ]}
              send={say('qualification.end')}
              onSend={({ clientId: _once, ...body }) => endQualification(row.qualificationId, body)}
              onDone={() => {
                close();
                onChanged();
              }}
            />
          ) : null}
        </Dialog>
      )}
    </>
  );
}
