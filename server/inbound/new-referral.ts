/** Makes the stored form of a referral that came: its codes in clear, its words sealed, its clocks running from now. */
import { ageOn, ruleBandOf } from '../../shared/domain/age-known.ts';
import { referenceFrom } from '../../shared/domain/case-reference.ts';
import { NEVER_DUE } from '../../shared/domain/case-sections.ts';
import { inboundDueAt } from '../../shared/domain/inbound-clocks.ts';
import { consentFault, detailsKeptUntil, explicitConsentFor } from '../../shared/domain/inbound-consent.ts';
import { ageOfForm } from '../../shared/domain/inbound-form-faults.ts';
import type { InboundSource } from '../../shared/domain/inbound-referral-state.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { matchOf } from '../cases/index.ts';
import type { Ids } from '../platform/ports.ts';
import type { InboundDeps } from './deps.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { timesOf } from './times-of.ts';

export interface Origin {
  readonly source: InboundSource;
  /** Null for a form that anybody may fill in. */
  readonly senderId: string | null;
  readonly importId: string | null;
  /** Who is on record as having brought it. */
  readonly actor: { readonly id: string; readonly role: string };
}

export interface Coming {
  /** Its key is in hand already (`newKeys`): it is written with it, or not at all. */
  readonly referralId: string;
  readonly form: InboundReferralForm;
  readonly origin: Origin;
  readonly now: number;
  readonly round: number;
}

export async function newReferral(deps: InboundDeps, coming: Coming): Promise<InboundReferralDoc> {
  const { referralId, form, origin, now, round } = coming;
  const { clocks, versions } = deps.facts();
  const codes = codesOf(form, now);
  const day = londonDay(new Date(now));
  const about = { crimeType: codes.crimeType, flags: codes.flags, capacity: codes.capacity };
  const fault = consentFault(form.consent, about, { source: origin.source, day });
  const doc: InboundReferralDoc = {
    ...{ _id: referralId, reference: newReference(deps.ids), revision: 1 },
    ...{ source: origin.source, senderId: origin.senderId, importId: origin.importId, round },
    senderMac: deps.names.macs(senderKey(origin), form.reference)[0],
    contentDigest: deps.contentDigest.of(form),
    ...{ state: fault === null ? 'received' : 'returned', returnReason: fault, closeReason: null },
    ...{ receivedAt: now, triagedAt: null, firstContactAt: null, urgentSince: null },
    ...codes,
    explicitKinds: explicitConsentFor(about, day).map(({ code }) => code),
    ...{
      priority: null,
      owner: null,
      teamId: null,
      choice: null,
      passing: null,
      attempts: 0,
      lastAttempt: null,
      stopped: null,
    },
    ...{ safeties: {}, caseId: null, dueAt: NEVER_DUE, lateCause: null, steps: [], versions, legalHold: false },
    // Also of what goes straight back, as long as its details are kept: who knows that person is shown nothing of it (H8).
    ...{ endedAt: fault === null ? null : now, ...keysOf(deps, form) },
    detailsUntil: fault === null ? null : new Date(detailsKeptUntil(now, clocks.closeOfDay)),
    purgeAt: fault === null ? null : deps.purgeAt(now),
    body: null,
  };
  const due = fault === null ? inboundDueAt(timesOf(doc), clocks) : null;
  return { ...doc, dueAt: due ?? NEVER_DUE, body: await deps.sealBody(referralId, form) };
}

/** Whose numbers they are: two senders may use the same. */
export function senderKey({ senderId, source }: Pick<Origin, 'senderId' | 'source'>): string {
  return senderId ?? source;
}

/** What of the form stands in clear: codes and days, no words. */
function codesOf(form: InboundReferralForm, now: number) {
  const { person, incident, consent, risk, reportedAt } = form;
  const today = londonDay(new Date(now));
  return {
    reportedAt: reportedAt === null ? null : Math.min(now, Date.parse(reportedAt)),
    ...{ crimeType: incident.crimeType, flags: [...new Set(incident.flags)], capacity: incident.capacity },
    ...{ area: person.area, language: person.language },
    ageBand: ruleBandOf(ageOn(ageOfForm(form, today), today)),
    consent: { agreed: consent.agreed, explicit: consent.explicit, on: consent.on },
    senderRisk: risk === null ? null : { grade: risk.grade, tool: risk.tool, on: risk.on },
  };
}

/** By what it is found again. A shared number finds it, and never makes it the same person (H8). */
function keysOf({ cases }: InboundDeps, { person, contacts, otherParty }: InboundReferralForm) {
  const reached = contacts.flatMap(({ channel, value }) => {
    if (channel === 'phone') return [matchOf.phone(value)];
    return channel === 'email' ? [matchOf.email(value)] : [];
  });
  const named = matchOf.nameAndBirth(person.name, person.dateOfBirth);
  const other = otherParty === null ? [] : [matchOf.nameAndBirth(otherParty.name, otherParty.dateOfBirth)];
  return {
    blind: cases.blindIndex.macs([named, ...reached]),
    conflictKeys: cases.blindIndex.macs(other),
  };
}

function newReference(ids: Ids): string {
  for (;;) {
    const reference = referenceFrom(ids.bytes(16));
    if (reference !== null) return reference;
  }
}
