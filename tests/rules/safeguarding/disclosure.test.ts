import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterDecision,
  type DisclosureClaim,
  type DisclosureStanding,
  disclosureFaults,
  isFlagged,
  isMadeTooEarly,
  judgeDisclosure,
  mayBeMadeFirst,
  standsByTwo,
} from '../../../shared/domain/disclosure.ts';
import { type ApprovalMove, judgeApproval, stateAfter } from '../../../shared/domain/two-person.ts';
import type { Role } from '../../../shared/protocol/desk.ts';
import { DISCLOSURE_REASONS } from '../../../shared/reference/disclosure.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const claim: DisclosureClaim = {
  ...{ reason: 'child_at_risk', emergency: false, told: 'before', whyNotTold: null, madeAt: null },
};

const paths = (change: Partial<DisclosureClaim>) =>
  disclosureFaults({ ...claim, ...change }, NOW).map(({ path }) => path);

describe('what a disclosure must say', () => {
  it('stands as it is when nothing is missing', () => {
    expect(paths({})).toEqual([]);
    expect(paths({ emergency: true, madeAt: NOW - 60_000, told: 'after' })).toEqual([]);
    expect(paths({ told: 'not_told', whyNotTold: 'unsafe_for_them' })).toEqual([]);
  });

  it.each<[string, Partial<DisclosureClaim>, string]>([
    ['not told without a reason', { told: 'not_told' }, 'whyNotTold'],
    ['told, with a reason why not', { whyNotTold: 'no_time' }, 'whyNotTold'],
    ['told afterwards of what is not shared yet', { told: 'after' }, 'told'],
    ['made before it is approved', { madeAt: NOW }, 'madeAt'],
    ['an emergency without its time', { emergency: true }, 'madeAt'],
    ['shared in the future', { emergency: true, madeAt: NOW + 3_600_000 }, 'madeAt'],
    ['a court order that could not wait', { reason: 'court_order', emergency: true, madeAt: NOW }, 'emergency'],
  ])('refuses %s, with the field and what to do', (_what, change, path) => {
    expect(paths(change)).toEqual([path]);
  });

  it('lets nobody act alone for a court or another duty in law', () => {
    expect(DISCLOSURE_REASONS.filter((reason) => !mayBeMadeFirst(reason))).toEqual(['court_order', 'other_legal_duty']);
  });
});

/** People of the service, among them two who may decide. */
const PEOPLE: Readonly<Record<string, Role>> = {
  amara: 'agent',
  ben: 'agent',
  priya: 'coordinator',
  maureen: 'supervisor',
  oonagh: 'safeguarding_lead',
};

interface World {
  readonly disclosure: DisclosureStanding;
  /** Every hand that was needed for what stands. */
  readonly made: readonly string[];
}

type Act = { readonly by: string; readonly move: ApprovalMove | 'make' | 'outcome' };

/** As the server does: the approval's rule, then what it makes of the disclosure; or a step of the disclosure itself. */
function act({ disclosure, made }: World, { by, move }: Act): World {
  if (move === 'make' || move === 'outcome') {
    if (judgeDisclosure({ ...disclosure, told: 'not_told' }, move) !== null || move === 'outcome')
      return { disclosure, made };
    return { disclosure: { ...disclosure, state: 'made' }, made: [...made, by] };
  }
  const state = disclosure.decidedBy !== null || disclosure.approval !== 'awaited' ? stateAfter('approve') : 'proposed';
  const proposal = {
    kind: 'disclosure',
    state,
    proposedBy: disclosure.proposedBy,
    decidedBy: disclosure.decidedBy,
  } as const;
  const verdict = judgeApproval(proposal, move, { agentId: by, role: PEOPLE[by] ?? 'agent' });
  const after = verdict === 'move' ? afterDecision(disclosure, move) : null;
  return after === null ? { disclosure, made } : { disclosure: { ...disclosure, ...after, decidedBy: by }, made };
}

describe('no disclosure stands by one person', () => {
  const anyone = fc.constantFrom(...Object.keys(PEOPLE));
  const anyAct: fc.Arbitrary<Act> = fc.record({
    by: anyone,
    move: fc.constantFrom<Act['move']>('approve', 'refuse', 'withdraw', 'make', 'outcome'),
  });

  it('whoever does what in whatever order: made means two people, or an emergency that says that one is missing', () => {
    fc.assert(
      fc.property(anyone, fc.boolean(), fc.array(anyAct, { maxLength: 25 }), (proposedBy, emergency, acts) => {
        const begins: DisclosureStanding = {
          ...{ state: emergency ? 'made' : 'proposed', approval: 'awaited', emergency, proposedBy, decidedBy: null },
        };
        let world: World = { disclosure: begins, made: emergency ? [proposedBy] : [] };
        for (const each of acts) {
          const before = world.disclosure;
          world = act(world, each);
          const { disclosure } = world;
          if (disclosure.state === 'made' && !disclosure.emergency) expect(standsByTwo(disclosure)).toBe(true);
          if (disclosure.state === 'made' && disclosure.emergency)
            expect(isFlagged(disclosure) || disclosure.decidedBy !== disclosure.proposedBy).toBe(true);
          if (disclosure.approval === 'approved') {
            expect(disclosure.decidedBy).not.toBe(disclosure.proposedBy);
            expect(['supervisor', 'safeguarding_lead']).toContain(PEOPLE[disclosure.decidedBy ?? '']);
          }
          // What was shared cannot be made unshared, by anybody.
          if (before.state === 'made') expect(disclosure.state).toBe('made');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an emergency is flagged from the first moment until another has looked, and says so whatever they found', () => {
    const made: DisclosureStanding = {
      ...{ state: 'made', approval: 'awaited', emergency: true, proposedBy: 'amara', decidedBy: null },
    };
    expect(isFlagged(made)).toBe(true);
    const own = act({ disclosure: made, made: [] }, { by: 'amara', move: 'approve' }).disclosure;
    expect(isFlagged(own)).toBe(true);
    const approved = act({ disclosure: made, made: [] }, { by: 'oonagh', move: 'approve' }).disclosure;
    expect([isFlagged(approved), standsByTwo(approved)]).toEqual([false, true]);
    const refused = act({ disclosure: made, made: [] }, { by: 'oonagh', move: 'refuse' }).disclosure;
    expect(refused).toMatchObject({ state: 'made', approval: 'not_approved' });
    expect(act({ disclosure: made, made: [] }, { by: 'amara', move: 'withdraw' }).disclosure).toEqual(made);
  });
});

describe('what is recorded of it afterwards', () => {
  it('that they were told since is taken once, and never over that they were told before', () => {
    expect(judgeDisclosure({ state: 'made', told: 'not_told' }, 'told_later')).toBeNull();
    for (const told of ['before', 'after'] as const)
      expect(judgeDisclosure({ state: 'made', told }, 'told_later')).toBe('told_already');
    expect(judgeDisclosure({ state: 'approved', told: 'not_told' }, 'told_later')).toBe('not_made');
  });

  it('it was not shared before the minute in which another said yes', () => {
    const approvedAt = NOW + 42_000;
    expect(isMadeTooEarly(NOW, approvedAt)).toBe(false);
    expect(isMadeTooEarly(NOW - 1, approvedAt)).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.nat(10_000_000), (at, later) => {
        expect(isMadeTooEarly(at + later, at)).toBe(false);
        expect(isMadeTooEarly(at - 60_000 - later, at)).toBe(true);
      }),
    );
  });
});
