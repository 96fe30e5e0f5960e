import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLikelyDuplicate,
  judgeMerge,
  MATCH_KINDS,
  MERGE_BASES,
  PARTS_AT_MOST,
} from '../../../shared/domain/case-merge.ts';

const clear = {
  ...{ bornDifferently: false, opposed: false, related: false, sameCase: false, bothOpenOrClosed: true },
  ...{ hasParts: false, partsSoFar: 0 },
};
const question = fc.record({
  basis: fc.constantFrom(...MERGE_BASES),
  shared: fc.subarray([...MATCH_KINDS]),
  bornDifferently: fc.boolean(),
  opposed: fc.boolean(),
  related: fc.boolean(),
  sameCase: fc.boolean(),
  bothOpenOrClosed: fc.boolean(),
  hasParts: fc.boolean(),
  partsSoFar: fc.nat({ max: 2 * PARTS_AT_MOST }),
});

describe('whether two cases are one person', () => {
  it('is never told by a telephone number or an e-mail address alone (H8)', () => {
    for (const shared of [['phone'], ['email'], ['phone', 'email']] as const) {
      expect(judgeMerge({ ...clear, basis: 'name_and_birth', shared })).toBe('only_contact_shared');
      expect(isLikelyDuplicate(shared)).toBe(false);
    }
  });

  it('may be proposed by name and date of birth, or on the person’s word', () => {
    expect(judgeMerge({ ...clear, basis: 'name_and_birth', shared: ['name_and_birth'] })).toBeNull();
    expect(judgeMerge({ ...clear, basis: 'person_said', shared: [] })).toBeNull();
    expect(judgeMerge({ ...clear, basis: 'name_and_birth', shared: [] })).toBe('nothing_shared');
  });

  it('never joins two who stand against each other, are relatives, or were born on different days', () => {
    fc.assert(
      fc.property(question, (asked) => {
        if (judgeMerge(asked) !== null) return;
        expect(asked).toMatchObject({ ...clear, partsSoFar: asked.partsSoFar });
        expect(asked.partsSoFar).toBeLessThan(PARTS_AT_MOST);
        expect(asked.basis === 'person_said' || asked.shared.includes('name_and_birth')).toBe(true);
      }),
    );
  });

  it('does not become likelier by a contact that is shared as well', () => {
    fc.assert(
      fc.property(question, fc.constantFrom('phone', 'email'), (asked, more) => {
        const before = judgeMerge(asked);
        const after = judgeMerge({ ...asked, shared: [...asked.shared, more] });
        expect(after === null).toBe(before === null);
      }),
    );
  });
});
