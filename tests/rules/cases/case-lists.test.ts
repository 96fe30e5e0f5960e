import { describe, expect, test } from 'vitest';
import { planKinds } from '../../../shared/reference/case-lists.ts';
import { DISCLOSURE_REASONS, lawfulBases } from '../../../shared/reference/disclosure.ts';
import { COURT_STAGES, justiceStages } from '../../../shared/reference/justice.ts';
import { livingSituations } from '../../../shared/reference/living-situations.ts';
import { itemsAt } from '../../../shared/reference/reference-item.ts';
import { relationKinds } from '../../../shared/reference/relations.ts';
import {
  rightsUnder,
  VICTIMS_CODE_VERSION,
  victimsCodeOn,
  victimsCodes,
} from '../../../shared/reference/victims-code.ts';

const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('the Victims’ Code', () => {
  test('has twelve rights under every version, of which three are for people who reported nothing', () => {
    for (const { code } of victimsCodes) {
      expect(rightsUnder(code, { reported: true }).map(({ right }) => right)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
      ]);
      expect(rightsUnder(code, { reported: false }).map(({ right }) => right)).toEqual([1, 4, 12]);
    }
    expect(rightsUnder('victims-code-2030', { reported: true })).toEqual([]);
  });

  test('is one on every day since April 2021, and new records stand under the last', () => {
    for (const day of ['2021-04-01', '2024-06-09', '2024-06-10', '2026-11-26'])
      expect(itemsAt(victimsCodes, day)).toHaveLength(1);
    expect(victimsCodeOn('2024-06-09')?.code).toBe('victims-code-2021-04');
    expect(victimsCodeOn('2026-11-26')?.code).toBe(VICTIMS_CODE_VERSION);
    expect(victimsCodeOn('2020-01-01')).toBeUndefined();
  });
});

describe('lists that rules turn on', () => {
  test('notes of a therapist are in a space of their own, those of others are not (E7)', () => {
    expect(codes(planKinds.filter((each) => each.sealedNotes))).toEqual(['therapeutic']);
  });

  test('a refuge, a student’s room, a friend’s sofa and no home at all count as being here (D6)', () => {
    const here = codes(livingSituations.filter((each) => each.here));
    for (const each of ['in_refuge_here', 'studies_here', 'stays_for_now', 'just_moved_here', 'no_fixed_place_here'])
      expect(here).toContain(each);
    expect(codes(livingSituations.filter((each) => !each.here))).toEqual(['lives_elsewhere', 'prefer_not_to_say']);
  });

  test('abuse is domestic between partners, former partners and family, and never between neighbours', () => {
    const connected = codes(relationKinds.filter((each) => each.connected));
    expect(connected).toEqual(expect.arrayContaining(['partner', 'ex_partner', 'co_parent', 'sibling']));
    expect(connected).not.toContain('neighbour');
    expect(codes(relationKinds.filter((each) => each.intimate))).toEqual(['partner', 'ex_partner']);
  });

  test('risk is due again when somebody is arrested, charged, let go or released', () => {
    const again = codes(justiceStages.filter((each) => each.riskDueAgain));
    for (const each of ['arrest', 'bail', 'charge', 'no_further_action', 'verdict', 'release'])
      expect(again).toContain(each);
    expect(codes(justiceStages)).toEqual(expect.arrayContaining([...COURT_STAGES]));
  });

  test('what may be told without consent is a closed list of seven reasons, none of them convenience', () => {
    expect(DISCLOSURE_REASONS).toHaveLength(7);
    expect(codes(lawfulBases)).not.toContain('consent');
    expect(lawfulBases.filter((each) => each.unverified).map(({ code }) => code)).toEqual([
      'recognised_legitimate_interest',
    ]);
  });
});
