import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  APPROVAL_KINDS,
  type ApprovalMove,
  judgeApproval,
  kindsDecidedBy,
  stateAfter,
} from '../../../shared/domain/two-person.ts';
import { ROLES } from '../../../shared/protocol/desk.ts';

const kind = fc.constantFrom(...APPROVAL_KINDS);
const move = fc.constantFrom<ApprovalMove>('approve', 'refuse', 'withdraw');
const role = fc.constantFrom(...ROLES);
const step = fc.record({ move, agentId: fc.constantFrom('a', 'b', 'c'), role });

/** Applies the steps as the engine does: what the rule does not call a move changes nothing. */
function endOf(
  proposal: Parameters<typeof judgeApproval>[0],
  steps: readonly { move: ApprovalMove; agentId: string; role: (typeof ROLES)[number] }[],
) {
  let now = proposal;
  for (const each of steps) {
    if (judgeApproval(now, each.move, each) !== 'move') continue;
    now = { ...now, state: stateAfter(each.move), decidedBy: each.agentId };
  }
  return now;
}

describe('a decision of two people', () => {
  it('stands by nobody alone: no disclosure, merge or lowered risk, whatever one person does and in whatever role', () => {
    fc.assert(
      fc.property(
        kind,
        fc.array(
          step.map((each) => ({ ...each, agentId: 'a' })),
          { maxLength: 12 },
        ),
        (what, steps) => {
          const proposal = { kind: what, state: 'proposed', proposedBy: 'a', decidedBy: null } as const;
          expect(['proposed', 'withdrawn']).toContain(endOf(proposal, steps).state);
        },
      ),
    );
  });

  it('that is approved was approved by somebody else, whose role decides this kind', () => {
    fc.assert(
      fc.property(kind, fc.array(step, { maxLength: 12 }), (what, steps) => {
        const proposal = { kind: what, state: 'proposed', proposedBy: 'a', decidedBy: null } as const;
        const end = endOf(proposal, steps);
        if (end.state !== 'approved') return;
        expect(end.decidedBy).not.toBe('a');
        const by = steps.filter((each) => each.agentId === end.decidedBy && each.move === 'approve');
        expect(by.some((each) => kindsDecidedBy(each.role).includes(what))).toBe(true);
      }),
    );
  });

  it('is decided once: what was decided is over for everybody, and the same again is the same', () => {
    fc.assert(
      fc.property(kind, fc.array(step, { maxLength: 12 }), step, (what, steps, more) => {
        const end = endOf({ kind: what, state: 'proposed', proposedBy: 'a', decidedBy: null }, steps);
        if (end.state === 'proposed') return;
        expect(judgeApproval(end, more.move, more)).not.toBe('move');
      }),
    );
  });

  it('is never waited for by one person alone: each kind about somebody is decided by two roles at least', () => {
    // What stands in for a tool goes on until a lead is there; a child's yes is a safeguarding lead's to release (H10).
    const ofLead = ['tool_version', 'consent_release'];
    for (const what of APPROVAL_KINDS.filter((kind) => !ofLead.includes(kind)))
      expect(ROLES.filter((each) => kindsDecidedBy(each).includes(what)).length).toBeGreaterThan(1);
  });
});
