// Where to point somebody who lives outside the area: to the finder of their nation, by police force, with the name of
// the force so that they know what to look for. A warm signpost, never the end of the conversation (D6).
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const NATIONS = ['england_wales', 'scotland', 'northern_ireland', 'elsewhere'] as const;
export type Nation = (typeof NATIONS)[number];

export interface ForceArea extends ReferenceItem {
  readonly nation: Nation;
}

/** Shown to staff, who check it with the person; `unverified` until a named person has opened it. */
export interface Finder extends ReferenceItem {
  readonly nation: Nation;
  readonly address: string;
  readonly phone?: string;
}

const ENGLAND_WALES = [
  'Avon and Somerset',
  'Bedfordshire',
  'Cambridgeshire',
  'Cheshire',
  'City of London',
  'Cleveland',
  'Cumbria',
  'Derbyshire',
  'Devon and Cornwall',
  'Dorset',
  'Durham',
  'Dyfed-Powys',
  'Essex',
  'Gloucestershire',
  'Greater Manchester',
  'Gwent',
  'Hampshire and Isle of Wight',
  'Hertfordshire',
  'Humberside',
  'Kent',
  'Lancashire',
  'Leicestershire',
  'Lincolnshire',
  'Merseyside',
  'Metropolitan (London)',
  'Norfolk',
  'North Wales',
  'North Yorkshire',
  'Northamptonshire',
  'Northumbria',
  'Nottinghamshire',
  'South Wales',
  'South Yorkshire',
  'Staffordshire',
  'Suffolk',
  'Surrey',
  'Sussex',
  'Thames Valley',
  'Warwickshire',
  'West Mercia',
  'West Midlands',
  'West Yorkshire',
  'Wiltshire',
] as const;

const codeOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/_$/, '');

const forces = (nation: Nation, names: readonly string[]): ForceArea[] =>
  listFrom(
    {
      validFrom: '2026-11-01',
      source: 'Territorial police forces of the United Kingdom; not read in a source',
      evidence: 'K',
    },
    names.map((name) => [codeOf(name), name]),
  ).map((item) => ({ ...item, nation }));

export const forceAreas: readonly ForceArea[] = [
  ...forces('england_wales', ENGLAND_WALES),
  ...forces('scotland', ['Scotland']),
  ...forces('northern_ireland', ['Northern Ireland']),
  ...forces('elsewhere', ['Outside the United Kingdom']),
];

const finder = (
  [nation, label, address, phone]: readonly [Nation, string, string, string?],
  source: string,
  evidence: Finder['evidence'],
): Finder => ({
  code: `finder_${nation}`,
  label,
  nation,
  address,
  ...(phone === undefined ? {} : { phone }),
  validFrom: '2026-11-01',
  source,
  evidence,
  unverified: true,
});

export const finders: readonly Finder[] = [
  finder(
    [
      'england_wales',
      'Victims’ Information Service: support near them, by police force',
      'https://www.gov.uk/get-support-as-a-victim-of-crime',
      '0808 168 9293',
    ],
    'https://www.gov.uk/get-support-as-a-victim-of-crime; number: https://victimschoice.org.uk/justice_guidance',
    'R-',
  ),
  finder(['scotland', 'Victim Support Scotland', 'https://victimsupport.scot'], 'General knowledge', 'K'),
  finder(['northern_ireland', 'Victim Support NI', 'https://www.victimsupportni.com'], 'General knowledge', 'K'),
  finder(
    ['elsewhere', 'Help for British people abroad', 'https://www.gov.uk/guidance/victim-of-crime-abroad'],
    'General knowledge',
    'K',
  ),
];

/** Where to look, for the force area a person names; for who does not say, the finder of England and Wales. */
export function finderFor(forceArea: string | null): Finder | undefined {
  return finderIn(forceAreas.find(({ code }) => code === forceArea)?.nation ?? 'england_wales');
}

export function finderIn(nation: Nation): Finder | undefined {
  return finders.find((each) => each.nation === nation);
}
