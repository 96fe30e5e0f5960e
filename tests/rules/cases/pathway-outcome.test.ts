import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgePathwayAnswer,
  mayOfferAgain,
  type OfferedPathway,
  offeredUnder,
  PATHWAY_OUTCOMES,
  type PathwayAnswer,
} from '../../../shared/domain/pathway-outcome.ts';
import { suggestPathways } from '../../../shared/domain/pathways.ts';
import { atAge, daRisk, kent, nothingSaid } from './pathway-facts.ts';

const choice: OfferedPathway = { offer: 'choice', options: ['stay', 'kidas_thanet_dover'] };
const duty: OfferedPathway = { offer: 'duty', options: ['children_kent'] };
const marac: OfferedPathway = { offer: 'suggest', options: ['marac_kent'] };
const answer = (change: Partial<PathwayAnswer>): PathwayAnswer => ({
  ...{ outcome: 'accepted', chosen: null, why: 'Closer to her mother', saidNoReason: false },
  ...change,
});
const judge = (offered: OfferedPathway, change: Partial<PathwayAnswer>) =>
  judgePathwayAnswer(offered, answer(change), { marac: offered === marac });

describe('what came of a pathway', () => {
  test.each<[string, OfferedPathway, Partial<PathwayAnswer>, string]>([
    ['they chose to stay', choice, { chosen: 'stay' }, 'nothing'],
    ['they chose the service of their district', choice, { chosen: 'kidas_thanet_dover' }, 'refer'],
    ['they refuse', choice, { outcome: 'refused' }, 'nothing'],
    ['they do not need it', choice, { outcome: 'not_needed' }, 'nothing'],
    ['they found somebody else', choice, { outcome: 'chosen_elsewhere' }, 'nothing'],
    ['they want the details alone', choice, { outcome: 'details_given', chosen: 'kidas_thanet_dover' }, 'nothing'],
    ['they agree to MARAC', marac, { chosen: 'marac_kent' }, 'refer'],
    ['they refuse MARAC', marac, { outcome: 'refused' }, 'disclosure_with_lead'],
    ['MARAC not now', marac, { outcome: 'not_now' }, 'disclosure_with_lead'],
    ['children’s services were told', duty, { outcome: 'done', chosen: 'children_kent' }, 'nothing'],
    ['a duty was not needed', duty, { outcome: 'not_needed' }, 'lead_decides'],
  ])('%s', (_, offered, change, next) => {
    expect(judge(offered, change)).toEqual({ verdict: 'recorded', next });
  });

  test('nobody has to give a reason, and it is written down that they gave none', () => {
    expect(judge(choice, { outcome: 'refused', why: null, saidNoReason: true })).toEqual({
      verdict: 'recorded',
      next: 'nothing',
    });
    expect(judge(choice, { outcome: 'refused', why: '  ' })).toMatchObject({ verdict: 'refused', path: 'why' });
    expect(judge(choice, { outcome: 'refused', saidNoReason: true })).toMatchObject({
      verdict: 'refused',
      path: 'why',
    });
    expect(judge(duty, { outcome: 'not_needed', why: null, saidNoReason: true })).toMatchObject({ path: 'why' });
  });

  test('only what was offered can be chosen, and a no chooses nothing', () => {
    expect(judge(choice, { chosen: 'midas_medway' })).toMatchObject({ verdict: 'refused', path: 'chosen' });
    expect(judge(choice, {})).toMatchObject({ verdict: 'refused', path: 'chosen' });
    expect(judge(choice, { outcome: 'refused', chosen: 'stay' })).toMatchObject({ path: 'chosen' });
  });

  test('a person cannot be made to refuse what is our duty, nor a duty to end as their choice', () => {
    for (const outcome of PATHWAY_OUTCOMES) {
      const ofDuty = judge(duty, { outcome }).verdict === 'recorded';
      expect(ofDuty).toBe(outcome === 'done' || outcome === 'not_needed');
      if (outcome === 'done') expect(judge(choice, { outcome })).toMatchObject({ verdict: 'refused', path: 'outcome' });
    }
  });

  test('a refusal of MARAC is never the end of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHWAY_OUTCOMES), fc.boolean(), (outcome, silent) => {
        const reason = silent ? { why: null, saidNoReason: true } : {};
        const verdict = judge(marac, { outcome, ...reason });
        if (verdict.verdict === 'recorded') expect(verdict.next).not.toBe('nothing');
      }),
    );
  });
});

describe('offering again', () => {
  const under = (level: 'standard' | 'medium' | 'high') => {
    const facts = { ...nothingSaid, crimeTypes: ['da_physical'], age: atAge(30), area: 'dover', risk: daRisk(level) };
    return suggestPathways(facts, kent).flatMap(({ rulings }) => offeredUnder(rulings));
  };

  test('what was refused is not pressed for the same reason, and is offered when the reason is new', () => {
    const refused = { outcome: 'refused', offeredUnder: under('standard') } as const;
    expect(mayOfferAgain(refused, under('standard'))).toBe(false);
    expect(mayOfferAgain(refused, under('medium'))).toBe(true);
    expect(mayOfferAgain(refused, under('high'))).toBe(true);
  });

  test('"not now" and never offered are open', () => {
    expect(mayOfferAgain({ outcome: 'not_now', offeredUnder: under('medium') }, under('medium'))).toBe(true);
    expect(mayOfferAgain(null, under('medium'))).toBe(true);
  });
});
