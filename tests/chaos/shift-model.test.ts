/** The model sees what must not be, and lets pass what the service may do by itself, from the moment it may. */
import { describe, expect, it } from 'vitest';
import type { AgentRow, ConversationRow } from './shift-check.ts';
import { compare, type DeskModel, type PersonModel, type ShiftModel } from './shift-model.ts';

const GRACES = { agentMs: 2_000, visitorMs: 3_000 };

function modelOf(person: Partial<PersonModel>, desk: Partial<DeskModel> = {}): ShiftModel {
  return {
    people: [{ conversationId: 'c', standing: 'queued', here: true, goneAt: null, ...person }],
    desks: [{ agentId: 'a', seated: true, lostAt: null, availability: 'available', ...desk }],
  };
}

const agent = (availability: string): AgentRow => ({
  ...{ _id: 'a', holds: [], capacity: 3, ringing: null, availability, connections: [], pausedUntil: null },
});
const stored = (state: string, agentId: string | null = null): ConversationRow => ({
  ...{ _id: 'c', state, enqueuedAt: 0, queueKey: 0, riskFlag: false, offer: null, consulting: [], exclusions: [] },
  ...{ holder: agentId === null ? null : { agentId }, connection: { state: 'connected' } },
});

function wrong(model: ShiftModel, conversations: readonly ConversationRow[], availability = 'available', now = 5_000) {
  return compare(model, { agents: [agent(availability)], conversations }, GRACES, now);
}

describe('the model of a shift', () => {
  it('finds nothing where all is as people were answered, ringing or not', () => {
    expect(wrong(modelOf({}), [stored('waiting')])).toEqual([]);
    expect(wrong(modelOf({}), [stored('offered')])).toEqual([]);
    expect(wrong(modelOf({ standing: 'active 0' }), [stored('active', 'a')])).toEqual([]);
  });

  it('finds whoever is with another, waits though somebody has them, is over though here, or is known to nobody', () => {
    expect(wrong(modelOf({ standing: 'active 0' }), [stored('active', 'b')])).toHaveLength(1);
    expect(wrong(modelOf({ standing: 'active 0' }), [stored('waiting')])).toHaveLength(1);
    expect(wrong(modelOf({}), [])).toHaveLength(1);
    expect(wrong({ ...modelOf({}), people: [] }, [stored('waiting')])).toHaveLength(1);
  });

  it('finds an agent who is more or less available than they chose', () => {
    expect(wrong(modelOf({}), [stored('waiting')], 'offline')).toHaveLength(1);
    expect(wrong(modelOf({}, { availability: 'break' }), [stored('waiting')])).toHaveLength(1);
    expect(wrong(modelOf({}, { seated: false, lostAt: 4_900 }), [stored('waiting')], 'offline')).toEqual([]);
  });

  it('lets a grace run out, but not before its time', () => {
    const gone = { here: false, goneAt: 2_500 };
    expect(wrong(modelOf(gone), [])).toHaveLength(1);
    expect(wrong(modelOf({ ...gone, goneAt: 2_000 }), [])).toEqual([]);
    const held = { standing: 'active 0' } as const;
    expect(wrong(modelOf(held, { seated: false, lostAt: 3_500 }), [stored('waiting')])).toHaveLength(1);
    expect(wrong(modelOf(held, { seated: false, lostAt: 3_000 }), [stored('waiting')])).toEqual([]);
  });
});
