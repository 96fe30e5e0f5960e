import { describe, expect, test } from 'vitest';
import type { ServicePack } from '../../../server/service/pack.ts';
import { buildPack, packNames } from '../../../server/service/packs/index.ts';
import { validatePack } from '../../../server/service/validate-pack.ts';
import { endingSoon } from '../../../server/service/warnings.ts';
import { providersFor } from '../../../shared/domain/providers.ts';

const runtime = { demoPartnerUrl: null, embedOrigins: [] };
const kent = buildPack('kent-medway', runtime);

const first = <T>(list: readonly T[]): T => {
  const [item] = list;
  if (item === undefined) throw new Error('The pack of Kent has lost a list.');
  return item;
};
const pathways = (change: (pathway: ServicePack['pathways'][number]) => ServicePack['pathways'][number]) => ({
  pathways: kent.pathways.map(change),
});
const without = (code: string) => ({ pathways: kent.pathways.filter((each) => each.code !== code) });
const firstRule = (change: Partial<ServicePack['pathways'][number]['rules'][number]>) =>
  pathways((each) => ({ ...each, rules: [{ ...first(each.rules), ...change }, ...each.rules.slice(1)] }));

describe('what a pack says of pathways', () => {
  const mistakes: readonly (readonly [string, Partial<ServicePack>, RegExp])[] = [
    [
      'a crime that is on no list',
      firstRule({ when: { crimeTypes: ['burglery'] } }),
      /"burglery", which is on no list/,
    ],
    ['a rule that always holds', firstRule({ when: {} }), /always holds/],
    ['somebody called safe', firstRule({ because: 'At standard risk they are safe.' }), /calls somebody safe/],
    ['one rule twice', { pathways: [...kent.pathways, { ...first(kent.pathways), code: 'again' }] }, /is there twice/],
    ['no way to MARAC', without('marac'), /high risk leads to no panel/],
    ['no adviser at high risk', without('idva'), /high risk leads to no adviser/],
    ['no choice at standard risk', without('da_choice'), /standard risk leaves no choice/],
    ['no child protection', without('child_protection'), /nobody under 18 is led to child protection/],
    [
      'a number that is not there',
      pathways((each) => ({ ...each, number: 'atlantis' })),
      /names the number "atlantis"/,
    ],
    ['a kind that is none', pathways((each) => ({ ...each, providerKinds: ['bakery'] })), /unknown kind "bakery"/],
    ['a pathway without a source', pathways((each) => ({ ...each, source: '' })), /has no source/],
    ['no panels', { maracPanels: [] }, /the district "dover" has no panel/],
    [
      'a panel without members',
      { maracPanels: kent.maracPanels.map((each) => ({ ...each, memberAgencies: [] })) },
      /no member/,
    ],
    [
      'a panel for small children',
      { maracPanels: kent.maracPanels.map((each) => ({ ...each, fromAge: 8 })) },
      /13 to 18/,
    ],
    ['a postcode in Atlantis', { postcodes: [{ ...first(kent.postcodes), districts: ['atlantis'] }] }, /"atlantis"/],
    ['a whole postcode', { postcodes: [{ ...first(kent.postcodes), code: 'ME103AA' }] }, /no outward code/],
    ['a group of nobody', { planGroups: [{ ...first(kent.planGroups), role: 'magician' }] }, /unknown role/],
    ['a cap of half a person', { planGroups: [{ ...first(kent.planGroups), caseloadCap: 0.5 }] }, /caseload cap/],
  ];

  test.each(mistakes)('%s stops the start', (_, change, fault) => {
    expect(validatePack({ ...kent, ...change }).join('\n')).toMatch(fault);
  });

  test.each(packNames)('every district of %s has somebody for a child and for domestic abuse', (name) => {
    const pack = buildPack(name, runtime);
    for (const { code, council } of pack.areas.filter((each) => each.council !== 'none')) {
      const there = (kind: string) =>
        providersFor(pack.partners, [kind], { area: code, areaOfSafety: null }, '2026-11-26').options;
      expect(there('children_social_care'), `${council} ${code}`).toHaveLength(1);
      expect(there('domestic_abuse'), `${council} ${code}`).toHaveLength(1);
    }
  });

  test('a panel that ends is announced as a partner is', () => {
    const ending = { ...kent, maracPanels: kent.maracPanels.map((each) => ({ ...each, validTo: '2026-12-31' })) };
    expect(JSON.stringify(endingSoon(ending, '2026-11-26'))).toContain('Medway MARAC ends on 31 December 2026');
  });
});
