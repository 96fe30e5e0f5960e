import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeExclusion, judgeExclusions, type Member } from '../../../shared/domain/case-exclusion.ts';
import { ROLES } from '../../../shared/protocol/desk.ts';

const member = (agentId: string, role: Member['role'], teamId = 'main'): Member => ({ agentId, role, teamId });
const lead = member('lead', 'safeguarding_lead');
const supervisor = member('supervisor', 'supervisor');
const elsewhere = member('elsewhere', 'supervisor', 'other');
const coordinator = member('coordinator', 'coordinator');
const agent = member('agent', 'agent');
const judge = (agentId: string, staff: Member[], kept: string[] = []) =>
  judgeExclusion(agentId, { staff, kept, teamId: 'main' });

describe('keeping somebody out of a case', () => {
  it.each([
    ['an agent, whoever else is there', 'agent', [agent, lead], [], null],
    ['a lead beside a supervisor and a coordinator', 'lead', [lead, supervisor, coordinator], [], null],
    ['the last who leads', 'lead', [lead, coordinator, agent], [], 'last_who_leads'],
    [
      'the last who leads, since the other is kept out',
      'lead',
      [lead, supervisor, coordinator],
      ['supervisor'],
      'last_who_leads',
    ],
    ['a supervisor of another team is nobody to it', 'lead', [lead, elsewhere, coordinator], [], 'last_who_leads'],
    ['a coordinator where one lead would be left', 'coordinator', [lead, coordinator], [], 'last_two'],
    ['who is kept out already', 'lead', [lead, coordinator], ['lead'], null],
  ] as const)('%s', (_what, who, staff, kept, verdict) => {
    expect(judge(who, [...staff], [...kept])).toBe(verdict);
  });

  it('of several at once, is refused where the last go together', () => {
    const staff = [lead, supervisor, coordinator, agent];
    const of = (agentIds: string[], kept: string[] = []) => judgeExclusions(agentIds, { staff, kept, teamId: 'main' });
    expect(of(['lead', 'supervisor'])).toBe('last_who_leads');
    expect(of(['lead', 'agent', 'lead'])).toBeNull();
    expect(of(['lead'], ['supervisor'])).toBe('last_who_leads');
    expect(of(['lead', 'coordinator'])).toBe('last_two');
  });

  it('in whatever order it is done, leaves somebody who leads and a second person where there were', () => {
    const anybody = fc.record({
      ...{ role: fc.constantFrom(...ROLES), teamId: fc.constantFrom('main', 'other') },
    });
    const answers = ({ role, teamId }: Member) =>
      ['coordinator', 'safeguarding_lead'].includes(role) || (role === 'supervisor' && teamId === 'main');
    const leads = (each: Member) => answers(each) && each.role !== 'coordinator';
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 8 }), fc.array(fc.nat(7), { maxLength: 12 }), (people, order) => {
        const staff = people.map((each, at) => ({ ...each, agentId: `a${at}` }));
        let kept: string[] = [];
        for (const at of order) if (judge(`a${at}`, staff, kept) === null) kept = [...kept, `a${at}`];
        const left = staff.filter(({ agentId }) => !kept.includes(agentId));
        expect(left.filter(leads).length).toBeGreaterThanOrEqual(Math.min(1, staff.filter(leads).length));
        expect(left.filter(answers).length).toBeGreaterThanOrEqual(Math.min(2, staff.filter(answers).length));
      }),
    );
  });
});
