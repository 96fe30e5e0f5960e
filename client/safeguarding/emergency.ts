// The emergency panel's procedure as data (H5): what to do in order, what to ask when we do not know it, and what the
// fields become when they are saved.
import type { Alert } from '../../shared/protocol/desk.ts';
import type { Input } from '../connection/protocol.ts';

export const EMERGENCY_KINDS = ['life_at_risk', 'suicide', 'child', 'other'] as const;
export type EmergencyKind = (typeof EMERGENCY_KINDS)[number];

export const STEPS = [
  'stay',
  'ask_place',
  'call_999',
  'say_script',
  'told_person',
  'note_number',
  'lead_has_it',
] as const;
export const GAPS = ['place', 'name', 'phone', 'children'] as const;
export type Gap = (typeof GAPS)[number];

export interface EmergencyFields {
  readonly calledAt: string | null;
  readonly calledBy: string;
  readonly incidentNumber: string;
  readonly toldPerson: 'yes' | 'no' | null;
  readonly steps: readonly string[];
}

export function fieldsOf({ emergency }: Alert): EmergencyFields {
  return {
    calledAt: emergency?.calledAt ?? null,
    calledBy: emergency?.calledBy ?? '',
    incidentNumber: emergency?.incidentNumber ?? '',
    toldPerson: emergency?.toldPerson ?? null,
    steps: emergency?.steps.map((step) => step.code) ?? [],
  };
}

export function updateInput(alertId: string, clientId: string, fields: EmergencyFields): Input<'emergency:update'> {
  const filled = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    clientId,
    alertId,
    calledAt: fields.calledAt,
    calledBy: filled(fields.calledBy),
    incidentNumber: filled(fields.incidentNumber),
    toldPerson: fields.toldPerson,
    steps: [...fields.steps],
  };
}

/** When a step was ticked and by whom, once the server has it. */
export function tickOf({ emergency }: Alert, code: string): { at: string; by: string } | null {
  return emergency?.steps.find((step) => step.code === code) ?? null;
}
