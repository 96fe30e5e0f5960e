/** Received referrals: the door for machines, and the board on which staff look at them, give them out and act on them. */
import { z } from 'zod';
import { CONSENT_ANSWERS } from '../../domain/inbound-consent.ts';
import { INBOUND_PRIORITIES, INBOUND_REFERRAL_STATES, INBOUND_SOURCES } from '../../domain/inbound-referral-state.ts';
import { PASSES_BY, PASSING_STEPS } from '../../domain/passing-on.ts';
import { clockView } from '../clocks.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { referralState } from '../desk.ts';
import { INBOUND_CONTACT_CHANNELS, inboundReferralForm } from '../inbound-referral.ts';
import { ageBand } from '../pre-chat.ts';
import { casePerson, caseView } from './cases.ts';
import { type RouteSpec, route } from './define.ts';

const day = z.string();

export const providerChoice = z.object({
  /** Codes of the providers that were offered. */
  offered: z.array(code),
  /** Null: they stay with this service. */
  chosen: code.nullable(),
  programme: z.string().nullable(),
  lot: z.string().nullable(),
  /** To whom it is sent; null where nothing can be sent to the one they chose. */
  recipientId: id.nullable(),
  at: time,
  by: casePerson,
  /** Where it stands: nothing leaves before they said yes to it themselves, in the case. */
  step: z.enum(PASSING_STEPS),
  referral: z.object({ state: referralState, sentAt: time.nullable(), acknowledgedAt: time.nullable() }).nullable(),
});

export const inboundReferral = z
  .object({
    referralId: id,
    reference: z.string(),
    revision: z.number().int(),
    source: z.enum(INBOUND_SOURCES),
    sender: z.object({ senderId: id, name: z.string() }).nullable(),
    state: z.enum(INBOUND_REFERRAL_STATES),
    /** Why it went back, or ended. */
    reason: code.nullable(),
    receivedAt: time,
    crimeType: code.nullable(),
    flags: z.array(code),
    capacity: code.nullable(),
    area: code.nullable(),
    language: z.string().nullable(),
    ageBand: ageBand.nullable(),
    /** As the sender graded it, and when: theirs, never our level (D4). */
    senderRisk: z.object({ grade: code, tool: code.nullable(), on: day.nullable() }).nullable(),
    consent: z.object({ agreed: z.enum(CONSENT_ANSWERS), explicit: z.enum(CONSENT_ANSWERS), on: day.nullable() }),
    /** Kinds for which the person's explicit consent is needed. */
    explicitKinds: z.array(code),
    priority: z.enum(INBOUND_PRIORITIES).nullable(),
    owner: casePerson.nullable(),
    clocks: z.array(clockView),
    attempts: z.number().int(),
    lastAttempt: z.object({ outcome: code, at: time }).nullable(),
    /** Why nobody tries again before a lead has looked. */
    stopped: code.nullable(),
    choice: providerChoice.nullable(),
    caseId: id.nullable(),
    importId: id.nullable(),
    /** False once what was sent is gone. */
    detailsKept: z.boolean(),
  })
  .meta({ id: 'InboundReferral' });
export type InboundReferral = z.infer<typeof inboundReferral>;

/** The safe-contact gate: a value only where somebody said that it is safe. */
const shownContact = z.object({
  place: z.number().int(),
  channel: z.enum(INBOUND_CONTACT_CHANNELS),
  safe: z.enum(CONSENT_ANSWERS),
  /** Null where it is not known to be safe: ask whoever sent it first. */
  value: z.string().nullable(),
  said: z.string().nullable(),
});

export const inboundDetails = z.object({
  /** The sender's own number for it. */
  senderReference: z.string(),
  person: z.object({ name: z.string().nullable(), dateOfBirth: day.nullable(), age: z.number().int().nullable() }),
  contacts: z.array(shownContact),
  incident: z.object({
    occurredOn: day.nullable(),
    crimeReference: z.string().nullable(),
    said: z.string().nullable(),
  }),
  consentSaid: z.string().nullable(),
  riskSaid: z.string().nullable(),
  referrer: z
    .object({
      name: z.string().nullable(),
      organisation: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    })
    .nullable(),
  wishes: z.string().nullable(),
  /** Somebody who harmed them is named: who, is read in the case alone. */
  otherPartyNamed: z.boolean(),
});

const step = z.object({
  stepId: id,
  kind: code,
  at: time,
  by: casePerson,
  codes: z.record(z.string(), z.string()),
  text: z.string().nullable(),
});

/** By name and day of birth: a shared number or address is never a duplicate (H8). */
const suggested = z.object({
  cases: z.array(z.object({ caseId: id.nullable(), reference: z.string(), owner: casePerson.nullable() })),
  referrals: z.array(z.object({ referralId: id, reference: z.string(), state: z.enum(INBOUND_REFERRAL_STATES) })),
});

const provider = z.object({
  code,
  programme: z.string(),
  lot: z.string(),
  provider: z.string(),
  phone: z.string().nullable(),
  endsOn: day.nullable(),
  unverified: z.boolean(),
  doubts: z.array(z.string()),
  /** Whether a referral can be sent to it once they said yes, or why not. */
  passes: z.enum(PASSES_BY),
});

const openedReferral = z.object({
  referral: inboundReferral,
  /** Null once they are gone. */
  details: inboundDetails.nullable(),
  steps: z.array(step),
  duplicates: suggested,
  /** Somebody of it may be known from a case: speak to the coordinator (never who). */
  conflict: z.boolean(),
  /** Who gives support in their district, and what to find out first. */
  providers: z.array(provider),
  doubts: z.array(z.string()),
});
export type OpenedReferral = z.infer<typeof openedReferral>;

const params = z.strictObject({ referralId: id });
const write = { clientId, revision: z.number().int().min(1) };
const words = text(4_000);
const changed = z.object({ referral: inboundReferral });
const move = {
  method: 'POST',
  params,
  query: empty,
  output: changed,
  errors: ['not_found', 'conflict'],
} as const satisfies Partial<RouteSpec>;

export const inboundReferralRoutes = {
  send: route({
    method: 'POST',
    path: '/referrals/inbound',
    summary:
      'Send a referral (header `Authorization: Bearer` with the key of the sender). The same under the same reference is the same answer',
    allow: 'inbound_referral.send',
    byKey: true,
    params: empty,
    query: empty,
    body: inboundReferralForm,
    output: z.object({
      /** Ours, to quote when you ask. */
      reference: z.string(),
      state: z.enum(['received', 'returned']),
      /** Why it is sent back: for some kinds we may keep nothing without the person's explicit consent. */
      reason: code.nullable(),
      receivedAt: time,
      /** By when somebody here will have looked at it. */
      triageDueAt: time.nullable(),
    }),
    errors: ['unauthenticated', 'conflict', 'rate_limited', 'unavailable'],
  }),
  list: route({
    method: 'GET',
    path: '/inbound/referrals',
    summary: 'The board: what runs out first comes first; nothing that anybody wrote',
    allow: 'inbound_referral.list',
    params: empty,
    query: z.strictObject({
      state: z.enum([...INBOUND_REFERRAL_STATES, 'open', 'with_partner']).default('open'),
      owner: z.union([z.literal('me'), z.literal('nobody'), id]).optional(),
      senderId: id.optional(),
      area: code.optional(),
      importId: id.optional(),
      after: z.string().max(120).optional(),
    }),
    body: empty,
    output: z.object({ referrals: z.array(inboundReferral), next: z.string().nullable(), openTotal: z.number().int() }),
    errors: [],
  }),
  open: route({
    method: 'POST',
    path: '/inbound/referrals/:referralId/open',
    summary: 'Read one whole; who read it is recorded first (A2). A number shows only where it was said to be safe',
    allow: 'inbound_referral.read',
    params,
    query: empty,
    body: empty,
    output: openedReferral,
    errors: ['not_found'],
  }),
  triage: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/triage', allow: 'inbound_referral.triage' },
    summary: 'Somebody looked: how urgent it is, and what was seen',
    body: z.strictObject({ ...write, priority: z.enum(INBOUND_PRIORITIES), said: words.nullable() }),
  }),
  allocate: route({
    method: 'POST',
    path: '/inbound/referrals/allocate',
    summary: 'Give many at once to somebody, within their caseload cap; each is answered by itself',
    allow: 'inbound_referral.triage',
    params: empty,
    query: empty,
    body: z.strictObject({
      clientId,
      agentId: id,
      referrals: z
        .array(z.strictObject({ referralId: id, revision: z.number().int() }))
        .min(1)
        .max(100),
      overCap: z.boolean().default(false),
    }),
    output: z.object({
      given: z.array(inboundReferral),
      refused: z.array(z.object({ referralId: id, reason: code })),
    }),
    errors: ['conflict'],
  }),
  sendBack: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/return', allow: 'inbound_referral.triage' },
    summary: 'Send it back to its sender with the reason; its details go after ten working days',
    body: z.strictObject({ ...write, reason: code, said: words }),
  }),
  attempt: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/attempts', allow: 'inbound_referral.work' },
    summary: 'Somebody tried to reach them; answered by another or unsafe, nobody tries again before a lead has looked',
    body: z.strictObject({
      ...write,
      outcome: code,
      at: time,
      /** The voice was doubtful: it stops as well. */
      doubtful: z.boolean().default(false),
      said: words.nullable(),
    }),
  }),
  goOn: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/go-on', allow: 'inbound_referral.triage' },
    summary: 'Somebody who answers for the service looked at the stop: attempts may go on',
    body: z.strictObject({ ...write, said: words }),
  }),
  contactSafety: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/contact-safety', allow: 'inbound_referral.work' },
    summary: 'Whoever sent it, or the person, was asked whether one way to reach them is safe',
    body: z.strictObject({
      ...write,
      place: z.number().int().min(0).max(4),
      safe: z.enum(['yes', 'no']),
      said: words,
    }),
  }),
  choose: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/choice', allow: 'inbound_referral.work' },
    summary: 'The choice of who supports them: offered, chosen, why (E1). It sends nothing: that takes their own yes',
    body: z.strictObject({
      ...write,
      offered: z.array(code).max(40),
      /** Null: they stay with this service. */
      chosen: code.nullable(),
      why: words,
    }),
  }),
  close: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/close', allow: 'inbound_referral.work' },
    summary: 'End it without a case. Unable to contact is a lead’s to say for high risk, under 18 and who comes again',
    body: z.strictObject({
      ...write,
      reason: code,
      said: words,
      /** The sender was told, where nobody could be reached. */
      senderTold: z.boolean().default(false),
    }),
  }),
  reopen: route({
    ...{ ...move, path: '/inbound/referrals/:referralId/reopen', allow: 'inbound_referral.work' },
    summary: 'They rang after all, or it was a mistake',
    body: z.strictObject({ ...write, said: words }),
  }),
  join: route({
    method: 'POST',
    path: '/inbound/referrals/:referralId/join',
    summary: 'Put it into a case that the person has already, one of those suggested by name and day of birth',
    allow: 'inbound_referral.work',
    params,
    query: empty,
    body: z.strictObject({ ...write, caseId: id, said: text(1_000) }),
    output: z.object({ referral: inboundReferral, case: caseView.nullable() }),
    errors: ['not_found', 'conflict'],
  }),
  convert: route({
    method: 'POST',
    path: '/inbound/referrals/:referralId/convert',
    summary: 'Make a case of it, with how the person agreed; ways to reach them go in as not known to be safe',
    allow: 'inbound_referral.work',
    params,
    query: empty,
    body: z.strictObject({
      ...write,
      how: z.enum(['by_phone', 'in_person', 'on_a_form', 'referred_with_consent']),
      said: text(1_000),
      /** Whose case it is; left out: whoever it was given to, else whoever makes it. */
      ownerId: id.optional(),
      /** Past the cap of whoever has it. */
      overCap: z.boolean().default(false),
    }),
    /** The case is null where it is somebody else’s from now on, and not the caller’s to read. */
    output: z.object({ referral: inboundReferral, case: caseView.nullable() }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
