import type { ComplaintRow } from '../../shared/protocol/http/registers.ts';
import { dayInWords } from '../ui/dates.ts';
import type { Person } from '../ui/record/fields.ts';
import { type Mark, RecordItem, Words } from '../ui/record/record-item.tsx';
import { StepForm } from '../ui/record/step-form.tsx';
import { StepList } from '../ui/record/step-list.tsx';
import { say, sayCode } from '../ui/words.ts';
import { ChangesFor } from './changes-for.tsx';
import { type OpenedComplaint, openComplaint, stepEntry } from './register-calls.ts';
import { complaintMoves } from './register-fields.ts';

interface ItemProps {
  readonly entry: ComplaintRow;
  readonly staff: readonly Person[];
  readonly onChanged: () => void;
}

export function ComplaintItem({ entry, staff, onChanged }: ItemProps) {
  const { entryId, kind, channel, receivedOn, owner, madeBy, changes } = entry;
  return (
    <RecordItem
      title={sayCode('complaint_kind', kind)}
      marks={marksOf(entry)}
      facts={[
        say('complaint.came', { day: dayInWords(receivedOn), channel: sayCode('complaint_channel', channel) }),
        say('record.made_by', { name: madeBy.name }),
        owner === null ? null : say('record.owned', { name: owner.name }),
        ...entry.due.map(({ code, by, met }) =>
          met ? null : say(`complaint.due_${code === 'answer' ? 'answer' : 'acknowledge'}`, { day: dayInWords(by) }),
        ),
        changes === 0 ? null : say('record.changes', { count: changes }),
      ]}
      open={() => openComplaint(entryId)}
    >
      {(opened, again) => (
        <>
          <From from={opened.from} />
          <Words label={say('complaint.words')} text={opened.text} />
          <ChangesFor changes={opened.changes} />
          <StepList
            steps={opened.steps}
            codes={({ codes }) => (codes.finding === undefined ? null : sayCode('finding', codes.finding))}
          />
          <StepForm
            moves={complaintMoves(opened.entry, staff)}
            revision={opened.entry.revision}
            onSend={(body) => stepEntry('complaints', entryId, body)}
            onDone={() => {
              again();
              onChanged();
            }}
          />
        </>
      )}
    </RecordItem>
  );
}

function marksOf({ state, due, finding, anonymous, owner }: ComplaintRow): Mark[] {
  return [
    ...(due.some(({ over }) => over) ? [{ text: say('record.late'), tone: 'danger' } as const] : []),
    ...(owner === null && state !== 'closed' ? [{ text: say('record.nobody'), tone: 'warn' } as const] : []),
    { text: sayCode('complaint_state', state) },
    ...(finding === null ? [] : [{ text: sayCode('finding', finding) }]),
    ...(anonymous ? [{ text: say('complaint.anonymous') }] : []),
    ...(due.some(({ certain }) => !certain) ? [{ text: say('record.uncertain'), tone: 'warn' } as const] : []),
  ];
}

function From({ from: { name, contact } }: { readonly from: OpenedComplaint['from'] }) {
  const how = contact.shown
    ? [`${sayCode('complaint_contact', contact.kind)}: ${contact.value}`, contact.when].filter((part) => part !== null)
    : [sayCode('complaint_not_shown', contact.reason)];
  return <Words label={say('complaint.from')} text={[name ?? say('complaint.no_name'), ...how].join('\n')} />;
}
