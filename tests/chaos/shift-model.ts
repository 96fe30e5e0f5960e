/**
 * The model of a shift at random: who is here, who has whom, and who is at work, as it must be by what people did and were
 * answered. What the service may do by itself meanwhile (a grace that runs out) is allowed from the moment it may, and taken
 * over once it is seen. Pure: the time comes in as a value.
 */
import type { AgentRow, ConversationRow } from './shift-check.ts';

/** `active 3` and `wrap_up 3` are with the desk of that number; an offer that rings is still `queued`. */
export type Standing = 'queued' | `active ${number}` | `wrap_up ${number}` | 'over';

export interface PersonModel {
  readonly conversationId: string;
  standing: Standing;
  here: boolean;
  /** Since when they are gone; kept for one look more when they are back. */
  goneAt: number | null;
}

export interface DeskModel {
  readonly agentId: string;
  seated: boolean;
  lostAt: number | null;
  availability: string;
}

export interface ShiftModel {
  readonly people: PersonModel[];
  readonly desks: readonly DeskModel[];
}

export interface Graces {
  readonly agentMs: number;
  readonly visitorMs: number;
}

export function heldBy({ people }: ShiftModel, desk: number, state: 'active' | 'wrap_up'): PersonModel | undefined {
  return people.find(({ standing }) => standing === `${state} ${desk}`);
}

/** Holds what is stored at one moment against the model, and takes over what was allowed. */
export function compare(
  model: ShiftModel,
  {
    agents,
    conversations,
  }: { readonly agents: readonly AgentRow[]; readonly conversations: readonly ConversationRow[] },
  graces: Graces,
  now: number,
): string[] {
  const stored = new Map(conversations.map((each) => [each._id, standingOf(each, model)]));
  const wrong: string[] = [];
  for (const person of model.people) {
    const actual = stored.get(person.conversationId) ?? 'over';
    stored.delete(person.conversationId);
    const allowed = allowedFor(person, model, graces, now);
    if (!allowed.has(actual))
      wrong.push(`${person.conversationId} is ${actual} and should be ${[...allowed].join(' or ')}`);
    person.standing = actual;
    if (person.here) person.goneAt = null;
  }
  wrong.push(...[...stored].map(([id, standing]) => `${id}, whom nobody knows, is ${standing}`));
  const rows = new Map(agents.map((agent) => [agent._id, agent]));
  model.desks.forEach((desk, nth) => {
    const { availability = 'nobody' } = rows.get(desk.agentId) ?? {};
    const mayBeOffline = desk.lostAt !== null && availability === 'offline';
    if (availability !== desk.availability && !mayBeOffline)
      wrong.push(`desk ${nth} is ${availability} and should be ${desk.availability}`);
    desk.availability = availability;
    if (desk.seated) desk.lostAt = null;
  });
  for (let nth = model.people.length - 1; nth >= 0; nth -= 1)
    if (model.people[nth]?.standing === 'over' && !model.people[nth]?.here) model.people.splice(nth, 1);
  return wrong;
}

function standingOf({ state, holder }: ConversationRow, { desks }: ShiftModel): Standing {
  const desk = desks.findIndex(({ agentId }) => agentId === holder?.agentId);
  switch (state) {
    case 'active':
      return `active ${desk}`;
    case 'wrap_up':
      return `wrap_up ${desk}`;
    case 'closed':
      return 'over';
    default:
      return 'queued';
  }
}

function allowedFor(
  { standing, goneAt }: PersonModel,
  { desks }: ShiftModel,
  graces: Graces,
  now: number,
): Set<Standing> {
  const gone = goneAt !== null && now - goneAt >= graces.visitorMs;
  const allowed = new Set<Standing>([standing]);
  // A set also visits what is added on the way.
  for (const each of allowed) {
    if (each === 'queued' && gone) allowed.add('over');
    if (!each.startsWith('active ')) continue;
    const desk = Number(each.slice('active '.length));
    const lostAt = desks[desk]?.lostAt ?? null;
    if (gone) allowed.add(`wrap_up ${desk}`);
    if (lostAt !== null && now - lostAt >= graces.agentMs) allowed.add('queued');
  }
  return allowed;
}
