/** What the service stores of an alert, and how much of it is read at a desk. */
import type { mongo } from 'mongoose';
import type { ContactKind } from '../../shared/domain/duty-list.ts';
import type { EmergencyKind, EmergencyNotes, Tick } from '../../shared/domain/emergency.ts';
import type { Alert, CallState } from '../../shared/protocol/desk.ts';
import type { About } from '../kept-out/index.ts';
import { iso, isoOrNull } from '../platform/ports.ts';

export interface Taker {
  readonly agentId: string;
  readonly name: string;
}

/** One way of calling one person who is on call. */
export interface OnCallCall {
  /** Of the alert, the turn and the way: the receiver keeps one a call, however often it is sent. */
  readonly callId: string;
  readonly dutyId: string;
  readonly agentId: string;
  readonly name: string;
  readonly channel: ContactKind;
  readonly state: CallState;
  readonly attempt: number;
  /** When it is tried (again); null when nothing is left to do for us. */
  readonly dueAt: number | null;
}

export interface AlertDoc {
  readonly _id: string;
  readonly kind: string;
  readonly conversationId: string | null;
  /** Where it is about a case. */
  readonly caseId?: string;
  /** Where it says of nobody what it is about, and is about somebody all the same. */
  readonly about?: About;
  readonly agentId: string | null;
  /** One effect each: the clientId of the emergency, or what the system derived from the cause. */
  readonly causeId: string;
  readonly raisedAt: number;
  readonly acknowledgedBy: Taker | null;
  readonly acknowledgedAt: number | null;
  readonly emergencyKind: EmergencyKind | null;
  /** The fields of `EmergencyNotes`. */
  readonly fields: mongo.Binary | null;
  readonly steps: readonly Tick[];
  /** The lead who agreed that the conversation of an emergency may end. */
  readonly agreed: (Taker & { readonly at: number }) | null;
  /** The emergency that this alert follows from. */
  readonly emergencyId: string | null;
  readonly onCall: { readonly since: number; readonly calls: readonly OnCallCall[] } | null;
  /** When anything of it was last written, and never twice the same, whichever node's clock says so: its version. */
  readonly changedAt: number;
  /** An emergency is over when its conversation is closed, a call for an agent when one has come. */
  readonly closedAt: number | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** What may be changed of one that stands. */
export type AlertChange = Partial<Pick<AlertDoc, 'fields' | 'steps' | 'agreed' | 'onCall' | 'closedAt'>>;

export type NewAlert = Pick<AlertDoc, 'kind' | 'causeId' | 'conversationId' | 'agentId'> &
  Partial<Pick<AlertDoc, 'emergencyKind' | 'emergencyId' | 'caseId' | 'about'>>;

/** Whose knowing somebody keeps them from being told of it. */
export function aboutAlert({
  about,
  caseId,
  conversationId,
}: Pick<AlertDoc, 'about' | 'caseId' | 'conversationId'>): About {
  return about ?? { caseId, conversationId };
}

export function alertDoc(
  { kind, causeId, conversationId, agentId, caseId, about, emergencyKind = null, emergencyId = null }: NewAlert,
  made: { readonly alertId: string; readonly at: number; readonly purgeAt: Date },
): AlertDoc {
  return {
    ...{ _id: made.alertId, kind, causeId, conversationId, agentId, emergencyKind, emergencyId },
    ...(caseId === undefined ? {} : { caseId }),
    ...(about === undefined ? {} : { about }),
    ...{ raisedAt: made.at, changedAt: made.at, acknowledgedBy: null, acknowledgedAt: null },
    ...{ fields: null, steps: [], agreed: null, onCall: null, closedAt: null },
    ...{ purgeAt: made.purgeAt, legalHold: false },
  };
}

/** For a desk: the record of the call, but not what is known of the person, which is read when it is opened. */
export function presentAlert(doc: AlertDoc, notes: EmergencyNotes): Alert {
  const said = ({ fields }: EmergencyNotes, field: 'calledAt' | 'calledBy' | 'incidentNumber') =>
    fields[field]?.value ?? null;
  const told = notes.fields.toldPerson?.value;
  return {
    alertId: doc._id,
    kind: doc.kind,
    raisedAt: iso(doc.raisedAt),
    ...(doc.conversationId === null ? {} : { conversationId: doc.conversationId }),
    ...(doc.caseId === undefined ? {} : { caseId: doc.caseId }),
    ...(doc.agentId === null ? {} : { agentId: doc.agentId }),
    acknowledgedBy: doc.acknowledgedBy,
    closedAt: isoOrNull(doc.closedAt),
    ...(doc.onCall ? { onCall: presentOnCall(doc.onCall) } : {}),
    ...(doc.emergencyKind === null
      ? {}
      : {
          emergency: {
            kind: doc.emergencyKind,
            calledAt: said(notes, 'calledAt'),
            calledBy: said(notes, 'calledBy'),
            incidentNumber: said(notes, 'incidentNumber'),
            toldPerson: told === 'yes' || told === 'no' ? told : null,
            steps: [...doc.steps],
            agreed: doc.agreed ? { name: doc.agreed.name, at: iso(doc.agreed.at) } : null,
          },
        }),
  };
}

function presentOnCall({ since, calls }: NonNullable<AlertDoc['onCall']>): Alert['onCall'] {
  return {
    since: iso(since),
    people: calls.map(({ dutyId, name, channel, state }) => ({ dutyId, name, channel, state })),
  };
}
