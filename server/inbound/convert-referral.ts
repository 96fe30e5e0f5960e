/**
 * Makes a case of a referral, with how the person agreed. What was sent is carried over, so that nobody is asked twice; ways
 * to reach them go in as not known to be safe, so that the gate holds until somebody has asked.
 */
import type { z } from 'zod';
import { holdsContactDetail } from '../../shared/domain/safe-contact.ts';
import type { CaseView, NewCase } from '../../shared/protocol/http/cases.ts';
import type { InboundReferral, inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import type { InboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { changeCase, emptySection, makeCase, openCase, saveSection, withFirstContact } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import { changeReferral, moved } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { derivedId } from './derived-id.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';
import { presentReferral } from './present-referral.ts';
import { reachReferral } from './reach-referral.ts';

type Input = z.infer<typeof inboundReferralRoutes.convert.body> & { readonly referralId: string };
type Converted = Result<{ referral: InboundReferral; case: CaseView }>;

export async function convertReferral(deps: InboundDeps, input: Input, caller: InboundCaller): Promise<Converted> {
  const reached = await reachReferral(deps, 'inbound_referral.work', caller, input.referralId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  if (doc.state === 'converted' && doc.caseId !== null) return converted(deps, doc, input, caller, doc.caseId);
  const allowed = moved(doc, 'convert');
  if (!allowed.ok) return allowed;
  // Once it names its case, whoever goes on with it goes on from where it stands.
  if (doc.caseId === null && doc.revision !== input.revision)
    return fail('conflict', { reason: 'changed_meanwhile', revision: doc.revision });
  const form = await deps.referrals.formOf(doc);
  if (form === null) return fail('conflict', { reason: 'details_gone' });
  const channel = await channelOf(deps, doc);
  const made = await makeCase(deps.cases, { ...caseOf(doc, form, input), channel }, caller, (session, made) =>
    nameCaseIn(deps, session, doc, made),
  );
  // Somebody began with it and did not come to its end: their case is the one.
  const before = made.ok ? null : await deps.cases.cases.ofClientId(derivedId('case', doc._id));
  const caseId = made.ok ? made.value.case.row.caseId : (before?._id ?? null);
  if (caseId === null) return made.ok ? fail('not_found') : made;
  const filled = await fill(deps, { doc, form, caseId, caller });
  if (!filled.ok) return filled;
  const standing = await deps.referrals.find(doc._id);
  return converted(deps, doc, { ...input, revision: standing?.revision ?? doc.revision }, caller, caseId);
}

/** In the transaction that makes the case: no case stands that no referral names, whoever closes it at that moment. */
async function nameCaseIn(
  { referrals }: InboundDeps,
  session: Session,
  doc: InboundReferralDoc,
  caseId: string,
): Promise<Result<null>> {
  const named = await referrals.changeIn(session, doc, { caseId }, null);
  return named === null ? fail('conflict', { reason: 'changed_meanwhile' }) : ok(null);
}

async function converted(
  deps: InboundDeps,
  { _id }: InboundReferralDoc,
  { clientId, revision, how, said }: Input,
  caller: InboundCaller,
  caseId: string,
): Promise<Converted> {
  const asked = {
    referralId: _id,
    clientId,
    revision,
    kind: 'convert',
    content: [how, said],
    codes: { how },
    text: said,
  };
  const changed = await changeReferral(deps, { action: 'inbound_referral.work', asked, caller }, (doc, now) => {
    const state = moved(doc, 'convert');
    return state.ok ? ok({ state: state.value, caseId, endedAt: now, purgeAt: deps.purgeAt(now) }) : state;
  });
  if (!changed.ok) return changed;
  const opened = await openCase(deps.cases, caseId, caller);
  if (!opened.ok) return opened;
  return ok({ referral: await presentReferral(deps, changed.value), case: opened.value.case });
}

async function channelOf({ senders }: InboundDeps, { source, senderId }: InboundReferralDoc): Promise<string> {
  if (source === 'self_form') return 'self_form';
  const sender = senderId === null ? null : await senders.find(senderId);
  return source === 'police_feed' || sender?.kind === 'police' ? 'police_feed' : 'partner_referral';
}

function caseOf(doc: InboundReferralDoc, form: InboundReferralForm, { how, said }: Input): Omit<NewCase, 'channel'> {
  const { person, wishes } = form;
  return {
    clientId: derivedId('case', doc._id),
    ...{ agreement: { how, said }, conversationId: null, receivedAt: iso(doc.receivedAt) },
    person: {
      ...{ name: person.name, preferredName: null, pronouns: null, dateOfBirth: person.dateOfBirth, birthYear: null },
      ...{ ageBand: person.dateOfBirth === null ? doc.ageBand : null, note: null },
    },
    circumstances: {
      capacities: doc.capacity === null ? [] : [doc.capacity],
      ...{ area: doc.area, language: doc.language, wishes },
    },
    incidents: hasIncident(form) ? [incidentOf(doc, form)] : [],
  };
}

function hasIncident({ incident }: InboundReferralForm): boolean {
  const { crimeType, flags, occurredOn, crimeReference, said } = incident;
  return flags.length > 0 || [crimeType, occurredOn, crimeReference, said].some((each) => each !== null);
}

function incidentOf(doc: InboundReferralDoc, { incident, reportedAt }: InboundReferralForm) {
  return {
    ...{ incidentId: derivedId('incident', doc._id), crimeType: doc.crimeType, flags: [...doc.flags], strands: [] },
    ...{ occurredBand: null, occurredOn: incident.occurredOn, reported: reportedAt === null ? null : 'yes' },
    ...{ crimeReference: incident.crimeReference, whyNotReported: [], relationToPerson: null, note: incident.said },
  };
}

interface Filling {
  readonly doc: InboundReferralDoc;
  readonly form: InboundReferralForm;
  readonly caseId: string;
  readonly caller: InboundCaller;
}

/** Each piece is written once, however often this is begun. */
async function fill(deps: InboundDeps, { doc, form, caseId, caller }: Filling): Promise<Result<null>> {
  for (const [place, { channel, value, said }] of form.contacts.entries()) {
    const clientId = derivedId('contact', doc._id, String(place));
    // A number among the words is one of which nobody asked; it is read where it was sent.
    const words = said === null || holdsContactDetail(said) ? null : said;
    const added = await deps.addContact(caseId, { clientId, channel, value, said: words }, caller);
    if (!added.ok) return added;
  }
  const other = await otherParty(deps, { doc, form, caseId, caller });
  if (!other.ok) return other;
  return tellCase(deps, { doc, form, caseId, caller });
}

const CAME = 'referral_came';

/** Where it came from, the sender's grade as theirs with its day (D4), and that somebody spoke with the person, once. */
async function tellCase(deps: InboundDeps, { doc, form, caseId, caller }: Filling): Promise<Result<null>> {
  const told = await deps.cases.events.page([caseId], null, 50);
  if (told.some(({ kind }) => kind === CAME)) return ok(null);
  const { firstContactAt, senderRisk } = doc;
  const graded = senderRisk && { grade: senderRisk.grade, tool: senderRisk.tool ?? '', on: senderRisk.on ?? '' };
  const event = {
    ...{ kind: CAME, about: { kind: 'inbound_referral', id: doc._id } },
    ...{ codes: { source: doc.source, ...graded }, text: form.risk?.said ?? null },
  };
  const changed = await changeCase(deps.cases, caseId, caller, async (found) => {
    const change = firstContactAt === null ? {} : withFirstContact(found, firstContactAt);
    return ok({ change, action: 'case.referral_came', event, value: null });
  });
  return changed.ok ? ok(null) : changed;
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
        ...{ dateOfBirth: other.dateOfBirth, phone: null, relation: null, whereabouts: null, access: null },
        ...{ weapons: null, orders: null, school: null, note: other.relation },
      },
    ],
  };
  const saved = await saveSection(deps.cases, { caseId, section: 'people', revision: 0, body }, caller);
  return saved.ok ? ok(null) : saved;
}
