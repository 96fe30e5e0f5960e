/**
 * Who may do what: action × role × relation, deny by default (A1). What may not be seen answers as if it did not exist.
 * `any` needs no relation; `holder` has the conversation or consults in it; `offered` holds the standing offer;
 * `team` belongs to the same team; `worker` owns the case or works in it;
 * `called` took an emergency in it by name, or is the lead on call while it goes on; `own` is the visitor's own conversation or the caller's own record.
 */
import type { Role } from '../protocol/desk.ts';

export type Actor = Role | 'visitor' | 'public';
export type Relation = 'any' | 'own' | 'holder' | 'offered' | 'team' | 'worker' | 'called';

const STAFF = ['agent', 'supervisor', 'safeguarding_lead', 'coordinator'] as const;
const LEADS = ['supervisor', 'safeguarding_lead'] as const;
const FRONT_DOOR = [...LEADS, 'coordinator'] as const;

/** Supervisors and safeguarding leads decide what is not left to one worker. */
export function isLeadRole(role: string): boolean {
  return LEADS.some((each) => each === role);
}

function all<R extends string>(
  roles: readonly R[],
  ...relations: Relation[]
): Readonly<Record<R, readonly Relation[]>> {
  const rule = {} as Record<R, readonly Relation[]>;
  for (const role of roles) rule[role] = relations;
  return rule;
}

type Rule = Partial<Record<Actor, readonly Relation[]>>;

export const PERMISSIONS = {
  'public.read': {
    public: ['any'],
    visitor: ['any'],
    ...all(STAFF, 'any'),
    data_protection: ['any'],
    administrator: ['any'],
    commissioner: ['any'],
    partner: ['any'],
  },
  'session.open': { public: ['any'] },
  'session.own': {
    ...all(STAFF, 'own'),
    data_protection: ['own'],
    administrator: ['own'],
    commissioner: ['own'],
    partner: ['own'],
  },
  'visitor.leave': { public: ['any'] },
  'message_form.send': { public: ['any'] },
  'feedback.send': { public: ['any'] },
  'conversation.request': { visitor: ['own'] },
  'conversation.own': { visitor: ['own'] },
  'desk.open': { ...all(STAFF, 'any'), data_protection: ['any'], administrator: ['any'] },
  'availability.set': all(STAFF, 'own'),
  'offer.answer': all(STAFF, 'offered'),
  'conversation.read': {
    agent: ['holder'],
    coordinator: ['holder'],
    supervisor: ['holder', 'team', 'called'],
    safeguarding_lead: ['holder', 'team', 'called'],
  },
  'conversation.write': all(STAFF, 'holder'),
  'conversation.end': all(STAFF, 'holder'),
  /** Making it part of a case, also after it was closed: by who had it. */
  'conversation.link': all(STAFF, 'holder'),
  'conversation.transfer': all(STAFF, 'holder'),
  'conversation.watch': all(LEADS, 'team', 'called'),
  'conversation.intervene': all(LEADS, 'team'),
  'consent.ask': all(STAFF, 'holder'),
  'sharing.tell': all(STAFF, 'holder'),
  'referral.create': { ...all(STAFF, 'holder') },
  /** One that is held because the person left in a hurry: whoever decides need not know the conversation (H3). */
  'referral.release': { coordinator: ['any'], safeguarding_lead: ['any'] },
  /** A partner's account reaches what was sent to its partner, and nothing else of the service. */
  'portal.list': { partner: ['own'] },
  'portal.read': { partner: ['own'] },
  'portal.answer': { partner: ['own'] },
  'portal.card': { partner: ['own'] },
  /** What a partner and we write about one referral: whoever may see the talk or the case that it was made in (`own`). */
  'referral_thread.read': all(STAFF, 'own'),
  'referral_thread.answer': all(STAFF, 'own'),
  'partner_card.read': all(STAFF, 'any'),
  'partner_card.set': { coordinator: ['any'] },
  /** What did not go, and sending it again: whoever answers for the service (C2). */
  'referral.undeliverable': all(FRONT_DOOR, 'any'),
  'referral.retry': all(FRONT_DOOR, 'any'),
  'referral.unanswered': all(STAFF, 'any'),
  /** Asking the partner: whoever made it or works with the person, and who answers for the service (D2). */
  'referral.chase': { agent: ['own', 'holder', 'worker'], ...all(FRONT_DOOR, 'any') },
  /** Reference and six words: for who may write in that conversation or case. Whether sharing stops: for who may write in the case. */
  'phrase.give': all(STAFF, 'any'),
  'withdrawal.use': all(STAFF, 'any'),
  'withdrawal.decide': {
    agent: ['worker', 'holder'],
    coordinator: ['any'],
    supervisor: ['worker', 'holder', 'team'],
    safeguarding_lead: ['any'],
  },
  /** Checking who came back: whoever talks with them; the words open it, and to nobody but who checked. Where a lead looks first, a lead. */
  'return.use': all(STAFF, 'any'),
  'return.release': all(LEADS, 'any'),
  /** What people left in the message form: whoever answers for the service, not one conversation. */
  'inbound.read': all(FRONT_DOOR, 'any'),
  'inbound.handle': all(FRONT_DOOR, 'any'),
  /** By the key of a sender, which the route itself looks at. */
  'inbound_referral.send': { public: ['any'] },
  /** Received referrals: whoever answers for the service sees all, whoever one was given to sees that one. */
  'inbound_referral.list': all(STAFF, 'any'),
  'inbound_referral.read': { agent: ['worker'], ...all(FRONT_DOOR, 'any') },
  'inbound_referral.work': { agent: ['worker'], ...all(FRONT_DOOR, 'any') },
  'inbound_referral.triage': all(FRONT_DOOR, 'any'),
  'inbound_import.use': all(FRONT_DOOR, 'any'),
  'inbound_sender.list': { ...all(FRONT_DOOR, 'any'), administrator: ['any'] },
  /** Whoever keeps the accounts of people keeps those of machines. */
  'inbound_sender.set': { administrator: ['any'] },
  /** Accounts of people at a partner: they see what is sent to it in the portal, and nothing of the service. */
  'partner_account.list': { administrator: ['any'] },
  'partner_account.set': { administrator: ['any'] },
  'recipients.read': all(STAFF, 'holder'),
  /** Leads as well: a colleague who never comes back must not hold a conversation open for ever. */
  'wrap_up.save': { agent: ['holder'], coordinator: ['holder'], ...all(LEADS, 'holder', 'team') },
  'note.add': all(STAFF, 'holder'),
  'emergency.raise': { ...all(STAFF, 'holder'), ...all(LEADS, 'holder', 'team', 'called') },
  'emergency.agree': all(LEADS, 'holder', 'team', 'called'),
  'alert.acknowledge': all(LEADS, 'any'),
  /** Everybody at a desk sees who the lead on call is, and can ring them; leads set the list. */
  'duty.read': { ...all(STAFF, 'any'), data_protection: ['any'], administrator: ['any'] },
  'duty.set': all(LEADS, 'any'),
  /** Everybody may say that they are worried; whose concern it becomes is a lead's to decide, or a supervisor's of that team. */
  'concern.raise': all(STAFF, 'any'),
  'concern.list': all(LEADS, 'any'),
  'concern.read': { safeguarding_lead: ['any'], supervisor: ['own', 'team'] },
  'concern.decide': { safeguarding_lead: ['any'], supervisor: ['own', 'team'] },
  /** The log names codes and people; what was shared is opened by leads, and by who proposed it. */
  'disclosure.list': { ...all(STAFF, 'any'), data_protection: ['any'] },
  'disclosure.propose': all(STAFF, 'any'),
  'disclosure.read': { ...all(STAFF, 'own'), supervisor: ['own', 'team'], safeguarding_lead: ['any'] },
  'disclosure.write': { ...all(STAFF, 'own'), supervisor: ['own', 'team'], safeguarding_lead: ['any'] },
  /**
   * Anybody writes down what came to them. The registers are the safeguarding lead's and data protection's: what is said in
   * them is often about a colleague or a supervisor, so that others read only what they were given to deal with.
   */
  'register.add': { ...all(STAFF, 'any'), data_protection: ['any'], administrator: ['any'] },
  'register.list': { safeguarding_lead: ['any'], data_protection: ['any'], supervisor: ['any'], coordinator: ['any'] },
  'register.read': { safeguarding_lead: ['any'], data_protection: ['any'], supervisor: ['own'], coordinator: ['own'] },
  'register.write': { safeguarding_lead: ['any'], data_protection: ['any'], supervisor: ['own'], coordinator: ['own'] },
  'register.change': { safeguarding_lead: ['any'], data_protection: ['any'] },
  /** What colleagues are trained and cleared for: everybody sees their own; who leads, or keeps the accounts, records it. */
  'qualification.list': { ...all(STAFF, 'any'), administrator: ['any'] },
  'qualification.read': { agent: ['own'], coordinator: ['own'], ...all(LEADS, 'any'), administrator: ['any'] },
  'qualification.set': { ...all(LEADS, 'any'), administrator: ['any'] },
  'wallboard.watch': all(LEADS, 'any'),
  'competence.release': { safeguarding_lead: ['holder', 'team'] },
  'entry.redact': { supervisor: ['team'], data_protection: ['any'] },
  /** A case is its workers', and whoever holds a conversation with that person now. */
  'case.make': all(STAFF, 'any'),
  'case.list': all(STAFF, 'any'),
  'case.read': {
    agent: ['worker', 'holder'],
    coordinator: ['any'],
    supervisor: ['worker', 'holder', 'team'],
    safeguarding_lead: ['any'],
  },
  'case.write': {
    agent: ['worker', 'holder'],
    coordinator: ['any'],
    supervisor: ['worker', 'holder', 'team'],
    safeguarding_lead: ['any'],
  },
  'case.allocate': { coordinator: ['any'], supervisor: ['team'], safeguarding_lead: ['any'] },
  /** Of oneself everybody says that they know somebody in it, by `case.write`; of others, and to let them in again: these. */
  'case.exclude': { coordinator: ['any'], supervisor: ['team'], safeguarding_lead: ['any'] },
  'case.conflicts': { coordinator: ['any'], safeguarding_lead: ['any'] },
  'contact_stop.list': all(FRONT_DOOR, 'any'),
  /** Attempts that were stopped go on only after somebody who answers for the service has looked (H17). */
  'contact.review': { coordinator: ['any'], supervisor: ['worker', 'team'], safeguarding_lead: ['any'] },
  /** The therapist named on the plan, and nobody else, whatever their role (E7). */
  'therapy_note.read': all(STAFF, 'own'),
  'therapy_note.write': all(STAFF, 'own'),
  'reminder.list': all(STAFF, 'any'),
  'cover.read': all(STAFF, 'any'),
  'cover.set': { coordinator: ['any'], supervisor: ['team'], safeguarding_lead: ['any'] },
  /**
   * An assessment is reached through what it belongs to: a case by `case.read` and `case.write`, a conversation that is of
   * no case by `assessment.of_conversation`. Leads as well: what is risky must not stay with one who is gone.
   */
  'assessment.use': all(STAFF, 'any'),
  'assessment.of_conversation': { agent: ['holder'], coordinator: ['holder'], ...all(LEADS, 'holder', 'team') },
  'tool.list': { ...all(STAFF, 'any'), administrator: ['any'] },
  'tool.load': { administrator: ['any'] },
  'area.find': all(STAFF, 'any'),
  /** What somebody has to act on before it is wrong: whoever answers for the service, and who keeps its settings. */
  'service.warnings': { ...all(FRONT_DOOR, 'any'), administrator: ['any'] },
  /**
   * What one person may not decide alone: a supervisor's are those about the cases and conversations of the team. Which kinds
   * a role decides stands in `two-person.ts`, and that nobody decides their own.
   */
  'approval.list': { ...all(STAFF, 'any'), administrator: ['any'] },
  'approval.read': {
    administrator: ['own'],
    agent: ['own'],
    coordinator: ['any'],
    supervisor: ['own', 'team'],
    safeguarding_lead: ['any'],
  },
  'approval.decide': { coordinator: ['any'], supervisor: ['team'], safeguarding_lead: ['any'] },
  'reference.read': {
    public: ['any'],
    visitor: ['any'],
    ...all(STAFF, 'any'),
    data_protection: ['any'],
    administrator: ['any'],
    commissioner: ['any'],
    partner: ['any'],
  },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof PERMISSIONS;

/** The relations that would let this actor do this action; empty means never (`forbidden`). */
export function relationsFor(action: Action, actor: Actor): readonly Relation[] {
  const rule: Rule = PERMISSIONS[action];
  return rule[actor] ?? [];
}

export type Decision = 'allowed' | 'forbidden' | 'not_found';

/** `held` are the relations the actor really has to the thing; without one that counts it does not exist for them. */
export function decide(action: Action, actor: Actor, held: readonly Relation[]): Decision {
  const wanted = relationsFor(action, actor);
  if (wanted.length === 0) return 'forbidden';
  if (wanted.includes('any')) return 'allowed';
  return wanted.some((relation) => held.includes(relation)) ? 'allowed' : 'not_found';
}
