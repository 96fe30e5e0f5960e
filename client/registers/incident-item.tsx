import { hoursLeft } from '../../shared/domain/register-clocks.ts';
import type { IncidentRow } from '../../shared/protocol/http/registers.ts';
import { useServerNow } from '../ui/clock.ts';
import { dayAndTime } from '../ui/dates.ts';
import type { Person } from '../ui/record/fields.ts';
import { type Mark, RecordItem, Words } from '../ui/record/record-item.tsx';
import { StepForm } from '../ui/record/step-form.tsx';
import { StepList } from '../ui/record/step-list.tsx';
import { say, sayCode } from '../ui/words.ts';
import { ChangesFor } from './changes-for.tsx';
import { openIncident, stepEntry } from './register-calls.ts';
import { incidentMoves } from './register-fields.ts';

interface ItemProps {
  readonly entry: IncidentRow;
  readonly staff: readonly Person[];
  readonly onChanged: () => void;
}

export function IncidentItem({ entry, staff, onChanged }: ItemProps) {
  const { entryId, kind, awareAt, owner, madeBy, told, changes } = entry;
  const now = useServerNow();
  return (
    <RecordItem
      title={sayCode('incident_kind', kind)}
      marks={marksOf(entry, now)}
      facts={[
        say('incident.known', { when: dayAndTime(awareAt) }),
        say('record.made_by', { name: madeBy.name }),
        owner === null ? null : say('record.owned', { name: owner.name }),
        told.length === 0
          ? null
          : say('incident.told', { who: told.map(({ who }) => sayCode('incident_told', who)).join(', ') }),
        changes === 0 ? null : say('record.changes', { count: changes }),
      ]}
      open={() => openIncident(entryId)}
    >
      {(opened, again) => (
        <>
          <Words label={say('incident.words')} text={opened.text} />
          <ChangesFor changes={opened.changes} />
          <StepList steps={opened.steps} codes={({ codes }) => codesOf(codes)} />
          <StepForm
            moves={incidentMoves(opened.entry, staff)}
            revision={opened.entry.revision}
            onSend={(body) => stepEntry('incidents', entryId, body)}
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

function marksOf({ state, ico, risk, notTold }: IncidentRow, now: number): Mark[] {
  return [
    ...(ico === null ? [] : icoMarks(ico, now)),
    { text: sayCode('incident_state', state) },
    ...(risk === null ? [] : [{ text: sayCode('incident_risk', risk) }]),
    ...notTold.map((who) => ({ text: say('incident.not_told', { who: sayCode('incident_told', who) }) })),
  ];
}

/** The hours that are left, through nights and weekends. */
function icoMarks({ dueAt, running, over }: NonNullable<IncidentRow['ico']>, now: number): Mark[] {
  if (over) return [{ text: say(running ? 'incident.over' : 'incident.was_late'), tone: 'danger' }];
  if (!running) return [{ text: say('incident.settled'), tone: 'good' }];
  const hours = Math.max(0, hoursLeft(Date.parse(dueAt), now));
  return [{ text: say('incident.hours', { count: hours }), tone: hours < 24 ? 'danger' : 'warn' }];
}

function codesOf({ risk, who }: Readonly<Record<string, string>>): string | null {
  if (risk !== undefined) return sayCode('incident_risk', risk);
  return who === undefined ? null : sayCode('incident_told', who);
}
