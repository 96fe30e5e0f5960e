// The forms of the registers, and what may be done with an entry as it stands. The server judges again.
import {
  COMPLAINT_FINDINGS,
  COMPLAINT_KINDS,
  type ComplaintMove,
  judgeComplaint,
  WRITTEN_DOWN_CHANNELS,
} from '../../shared/domain/complaint.ts';
import {
  INCIDENT_KINDS,
  INCIDENT_RISKS,
  INCIDENT_TOLD,
  type IncidentMove,
  judgeIncident,
  MUST_SETTLE,
} from '../../shared/domain/incident.ts';
import { type ChangeMove, judgeRegisterChange } from '../../shared/domain/register-change.ts';
import type { ChangeRow, ComplaintRow, IncidentRow } from '../../shared/protocol/http/registers.ts';
import { choicesOf, type Person, personField, withWords, words } from '../ui/record/fields.ts';
import type { FormField } from '../ui/record/form-fields.ts';
import type { Move } from '../ui/record/step-form.tsx';
import { say } from '../ui/words.ts';

const own = (staff: readonly Person[]): Move => ({ kind: 'own', fields: [personField(staff)] });
const CONTACTS = ['none', 'phone', 'email', 'post'] as const;
const REACHABLE = CONTACTS.filter((kind) => kind !== 'none');

export function complaintFields(): FormField[] {
  const whenReachable = { field: 'contactKind', is: REACHABLE };
  return [
    {
      name: 'kind',
      label: say('complaint.kind'),
      kind: 'radio',
      options: choicesOf('complaint_kind', COMPLAINT_KINDS),
    },
    {
      name: 'channel',
      label: say('complaint.channel'),
      kind: 'select',
      options: choicesOf('complaint_channel', WRITTEN_DOWN_CHANNELS),
    },
    { name: 'receivedOn', label: say('complaint.received'), kind: 'day' },
    words(say('complaint.words')),
    { name: 'name', label: say('complaint.name'), kind: 'line', max: 200, optional: true },
    {
      name: 'contactKind',
      label: say('complaint.answer_by'),
      kind: 'radio',
      options: choicesOf('complaint_contact', CONTACTS),
    },
    { name: 'value', label: say('complaint.contact'), kind: 'line', max: 500, when: whenReachable },
    {
      name: 'contactWhen',
      label: say('complaint.contact_when'),
      kind: 'line',
      max: 500,
      optional: true,
      when: whenReachable,
    },
    {
      ...{ name: 'whoElseSees', label: say('complaint.who_else'), hint: say('complaint.who_else_hint'), kind: 'line' },
      ...{ max: 500, optional: true, when: whenReachable },
    },
  ];
}

/** The form as the register wants it. */
export function complaintOf({
  name,
  contactKind,
  value,
  contactWhen,
  whoElseSees,
  ...rest
}: Readonly<Record<string, unknown>>) {
  const more = (key: string, given: unknown) => (given === null ? {} : { [key]: given });
  const contact =
    contactKind === 'none'
      ? null
      : { kind: contactKind, value, ...more('when', contactWhen), ...more('whoElseSees', whoElseSees) };
  return { ...rest, from: { name, contact }, conversationId: null, caseId: null };
}

export function incidentFields(): FormField[] {
  return [
    { name: 'kind', label: say('incident.kind'), kind: 'select', options: choicesOf('incident_kind', INCIDENT_KINDS) },
    { name: 'awareAt', label: say('incident.aware'), hint: say('incident.aware_hint'), kind: 'moment' },
    { name: 'happenedAt', label: say('incident.happened'), kind: 'moment', optional: true },
    words(say('incident.words')),
  ];
}

export function changeFields(
  staff: readonly Person[],
  entries: FormField['label'],
  options: readonly { code: string; label: string }[],
): FormField[] {
  return [
    words(say('change.words')),
    { name: 'because', label: entries, kind: 'many', options },
    personField(staff, say('change.owner')),
    { name: 'dueOn', label: say('record.due_on'), kind: 'day', optional: true },
  ];
}

const COMPLAINT_MOVES: readonly ComplaintMove[] = [
  ...(['own', 'acknowledge', 'answer', 'escalate', 'learn', 'note', 'close', 'reopen'] as const),
];

export function complaintMoves(row: ComplaintRow, staff: readonly Person[]): Move[] {
  return COMPLAINT_MOVES.filter((move) => judgeComplaint(row, move) === null).map((kind) => {
    if (kind === 'own') return own(staff);
    if (kind !== 'answer') return withWords(kind);
    const options = choicesOf('finding', COMPLAINT_FINDINGS);
    return withWords(kind, { name: 'finding', label: say('complaint.finding'), kind: 'radio', options });
  });
}

const INCIDENT_MOVES: readonly IncidentMove[] = [
  ...(['own', 'assess', 'contain', 'tell', 'not_told', 'learn', 'note', 'close', 'reopen'] as const),
];

export function incidentMoves(row: IncidentRow, staff: readonly Person[]): Move[] {
  const standing = { ...row, told: row.told.map(({ who }) => who) };
  return INCIDENT_MOVES.filter((move) => judgeIncident(standing, move) === null).map((kind) => {
    switch (kind) {
      case 'own':
        return own(staff);
      case 'assess':
        return withWords(kind, {
          name: 'risk',
          label: say('incident.risk'),
          kind: 'radio',
          options: choicesOf('incident_risk', INCIDENT_RISKS),
        });
      case 'tell':
        return withWords(
          kind,
          {
            name: 'who',
            label: say('incident.who'),
            kind: 'select',
            options: choicesOf('incident_told', INCIDENT_TOLD),
          },
          { name: 'at', label: say('incident.told_at'), kind: 'moment' },
        );
      case 'not_told':
        return withWords(kind, {
          name: 'who',
          label: say('incident.who_not'),
          kind: 'radio',
          options: choicesOf('incident_told', MUST_SETTLE),
        });
      default:
        return withWords(kind);
    }
  });
}

const CHANGE_MOVES: readonly ChangeMove[] = ['own', 'done', 'drop', 'note', 'reopen'];

export function changeMoves(row: ChangeRow, staff: readonly Person[]): Move[] {
  return CHANGE_MOVES.filter((move) => judgeRegisterChange(row.state, move) === null).map((kind) =>
    kind === 'own' ? own(staff) : withWords(kind),
  );
}
