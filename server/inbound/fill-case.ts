/**
 * Carries into a new case what has no place in its making: ways to reach the person, as not known to be safe; who harmed them;
 * where it came from, the sender's grade as theirs with its day (D4), how urgent that makes it, and whom they chose.
 */
import { ageFault } from '../../shared/domain/age-known.ts';
import { dueOf } from '../../shared/domain/case-clocks.ts';
import { isUrgent } from '../../shared/domain/inbound-clocks.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { holdsContactDetail } from '../../shared/domain/safe-contact.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { type Failure, ok, type Result } from '../../shared/result.ts';
import {
  type CaseChange,
  type CaseDoc,
  changeCase,
  emptySection,
  type ReferredAs,
  saveSection,
  withContactClock,
  withDue,
  withFirstContact,
} from '../cases/index.ts';
import { numbersHidden } from './case-of-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { derivedId } from './derived-id.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { timesOf } from './times-of.ts';

interface Filling {
  readonly doc: InboundReferralDoc;
  readonly form: InboundReferralForm;
  readonly caseId: string;
  readonly caller: InboundCaller;
  /** The case was there before. */
  readonly joins?: boolean;
}

/** Each piece is written once, however often this is begun. */
export async function fillCase(deps: InboundDeps, filling: Filling): Promise<Result<null>> {
  const { doc, form, caseId, caller } = filling;
  for (const [place, { channel, value, said, safe: sent }] of form.contacts.entries()) {
    const clientId = derivedId('contact', doc._id, String(place));
    // A number among the words is one of which nobody asked; it is read where it was sent.
    const words = said === null || holdsContactDetail(said) ? null : said;
    const safe = (doc.safeties[String(place)] ?? sent) === 'no' ? 'no' : 'unknown';
    const added = await deps.addContact(caseId, { clientId, channel, value, safe, said: words }, caller);
    if (!added.ok && !stands(added.error)) return added;
  }
  const other = await otherParty(deps, { doc, form, caseId, caller });
  if (!other.ok) return other;
  return tellCase(deps, filling);
}

/** It was added by an attempt that broke off, before somebody said more about it: that stands. */
function stands({ code, details }: Failure): boolean {
  return code === 'conflict' && details?.reason === undefined;
}

const CAME = 'referral_came';

/** Under which name it is due that somebody asks for the yes without which they are not passed on. */
export function passOnDueId(referralId: string): string {
  return `pass_on:${referralId}`;
}

async function tellCase(
  deps: InboundDeps,
  { doc, form, caseId, caller, joins = false }: Filling,
): Promise<Result<null>> {
  const told = await deps.cases.events.page([caseId], null, 50);
  if (told.some(({ kind, about }) => kind === CAME && about?.id === doc._id)) return ok(null);
  const referredAs = await referredAsOf(deps, doc);
  const event = {
    ...{ kind: CAME, about: { kind: 'inbound_referral', id: doc._id } },
    ...{ codes: codesOf(referredAs, doc), text: numbersHidden(form.risk?.said ?? null) },
  };
  const changed = await changeCase(deps.cases, caseId, caller, async (found, _session, now) => {
    const { firstContactAt } = doc;
    // In a case that there was already, nobody has spoken with them about this.
    const { clocks = found.clocks } = joins ? withContactClock(found, { ref: doc._id, startedAt: doc.receivedAt }) : {};
    const contact = firstContactAt === null ? { clocks } : withFirstContact({ clocks }, firstContactAt);
    // Since it was known to be urgent, and not since somebody made a case of it.
    const since = referredAs.urgent ? { urgentSince: doc.urgentSince ?? doc.receivedAt } : {};
    const change = { referredAs, ...since, ...contact, ...passOnDue(deps, doc, found, now) };
    return ok({ change, action: 'case.referral_came', event, value: null });
  });
  return changed.ok ? ok(null) : changed;
}

async function referredAsOf({ senders }: InboundDeps, doc: InboundReferralDoc): Promise<ReferredAs> {
  const { source, senderId, senderRisk } = doc;
  const sender = senderId === null ? null : await senders.find(senderId);
  return {
    ...{ source, at: doc.receivedAt, sender: sender?.name ?? null, urgent: isUrgent(timesOf(doc)) },
    ...{ grade: senderRisk?.grade ?? null, tool: senderRisk?.tool ?? null, on: senderRisk?.on ?? null },
  };
}

function codesOf({ source, sender, grade, tool, on }: ReferredAs, { choice, priority }: InboundReferralDoc) {
  const all = { source, sender, grade, tool, on, priority, chose: choice?.programme ?? null };
  return Object.fromEntries(Object.entries(all).flatMap(([name, code]) => (code === null ? [] : [[name, code]])));
}

/** They chose somebody to whom it can be sent: as long as a partner has to answer, so long have we to ask for their yes. */
function passOnDue({ facts }: InboundDeps, doc: InboundReferralDoc, found: CaseDoc, now: number): CaseChange {
  const { choice } = doc;
  if (choice === null || choice.recipientId === null) return {};
  const urgency = { risk: null, ageBand: doc.ageBand, referredUrgent: isUrgent(timesOf(doc)) };
  const clock = {
    clock: 'partner_acknowledgement',
    recipientKind: choice.kind ?? '',
    byTelephone: false,
    urgency,
  } as const;
  const { dueAt } = dueOf(clock, new Date(now), facts().clocks);
  return withDue(found, passOnDueId(doc._id), { kind: 'pass_on', at: dueAt.getTime() });
}

/** Day of nobody who lives, as some systems write it where none is known: the case takes none of it, and is not held up by it. */
function possibleBirth({ clock }: InboundDeps, day: string | null): string | null {
  if (day === null) return null;
  return ageFault({ by: 'date_of_birth', day }, londonDay(new Date(clock.now()))) === null ? day : null;
}

/** Who harmed them, for conflict checks and MARAC; read in the case alone. */
async function otherParty(deps: InboundDeps, { doc, form, caseId, caller }: Filling): Promise<Result<null>> {
  const { otherParty: other } = form;
  if (other === null || (await deps.cases.sections.find(caseId, 'people')) !== null) return ok(null);
  const body = {
    ...(emptySection('people', '') as { readonly people: [] }),
    people: [
      {
        ...{ personId: derivedId('other', doc._id), kind: 'alleged_perpetrator' as const, name: other.name },
        ...{
          dateOfBirth: possibleBirth(deps, other.dateOfBirth),
          phone: null,
          relation: null,
          whereabouts: null,
          access: null,
        },
        ...{ weapons: null, orders: null, school: null, note: numbersHidden(other.relation) },
      },
    ],
  };
  const saved = await saveSection(deps.cases, { caseId, section: 'people', revision: 0, body }, caller);
  return saved.ok ? ok(null) : saved;
}
