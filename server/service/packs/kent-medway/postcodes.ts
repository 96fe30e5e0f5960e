// Outward codes of Kent and Medway with the districts they may be in. They straddle borders, so each gives candidates to
// ask about, and is needed for nothing (D6). When districts merge, close the entries and add new ones.
import type { OutwardCode } from '../../../../shared/domain/outward-codes.ts';
import type { Evidence } from '../../../../shared/reference/reference-item.ts';

/** The end of the code, its districts, and whether part of it lies outside Kent and Medway. */
type Row = readonly [ends: string, districts: readonly string[], outside?: 'and outside'];

const rows = (prefix: string, source: string, evidence: Evidence, entries: readonly Row[]): OutwardCode[] =>
  entries.flatMap(([ends, districts, outside]) =>
    ends.split(' ').map((end) => ({
      code: `${prefix}${end}`,
      label: `${prefix}${end}`,
      districts,
      alsoOutside: outside !== undefined,
      validFrom: '2009-04-01',
      source,
      evidence,
    })),
  );

const unread = 'General knowledge; look it up before relying on it';
const maidstoneAndMalling = ['maidstone', 'tonbridge_malling'];

const rochester: readonly OutwardCode[] = [
  ...rows('ME', 'https://en.wikipedia.org/wiki/ME_postcode_area', 'R', [
    ['1', ['medway', 'tonbridge_malling']],
    ['2 4 8', ['medway']],
    ['3', ['medway', 'gravesham']],
    ['5', ['medway', ...maidstoneAndMalling]],
    ['6', ['tonbridge_malling']],
    ['7', ['medway', 'maidstone']],
    ['9 10 11 12 13', ['swale']],
    ['14 15 16 17', ['maidstone']],
  ]),
  ...rows('ME', unread, 'K', [
    ['18', maidstoneAndMalling],
    ['19 20', ['tonbridge_malling']],
  ]),
];

const dartford: readonly OutwardCode[] = [
  ...rows('DA', 'https://en.wikipedia.org/wiki/DA_postcode_area', 'R', [
    ['1 5', ['dartford'], 'and outside'],
    ['2', ['dartford', 'sevenoaks']],
    ['3', ['dartford', 'sevenoaks', 'gravesham']],
    ['4', ['sevenoaks', 'dartford']],
    ['9 10', ['dartford']],
    ['11', ['gravesham', 'dartford']],
    ['12', ['gravesham']],
    ['13', ['gravesham', 'dartford', 'sevenoaks', 'tonbridge_malling']],
  ]),
  ...rows('BR', unread, 'K', [['8', ['sevenoaks']]]),
];

const tonbridge: readonly OutwardCode[] = [
  ...rows('TN', 'https://pinocchiopedia.com/wiki/TN_postcode_area', 'R', [
    ['1 2 4', ['tunbridge_wells']],
    ['3', ['tunbridge_wells'], 'and outside'],
    ['8', ['sevenoaks']],
  ]),
  ...rows('TN', unread, 'K', [
    ['9 10', ['tonbridge_malling']],
    ['11', ['tonbridge_malling', 'sevenoaks']],
    ['12', ['tonbridge_malling', 'tunbridge_wells', 'maidstone']],
    ['13 14', ['sevenoaks']],
    ['15', ['sevenoaks', 'tonbridge_malling']],
    ['16', ['sevenoaks'], 'and outside'],
    ['17 18', ['tunbridge_wells']],
    ['23 24 26 30', ['ashford']],
    ['25', ['ashford', 'folkestone_hythe']],
    ['27', ['ashford', 'maidstone']],
    ['28 29', ['folkestone_hythe']],
  ]),
];

const canterbury: readonly OutwardCode[] = rows('CT', unread, 'K', [
  ['1 2 5 6', ['canterbury']],
  ['3', ['canterbury', 'dover']],
  ['4', ['canterbury', 'ashford', 'folkestone_hythe']],
  ['7 8 9 10 11 12', ['thanet']],
  ['13 14 15 16 17', ['dover']],
  ['18', ['folkestone_hythe', 'dover']],
  ['19 20 21', ['folkestone_hythe']],
]);

export const kentPostcodes: readonly OutwardCode[] = [...rochester, ...dartford, ...tonbridge, ...canterbury];
