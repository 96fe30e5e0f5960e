// What has come to the invented service of the demonstration: made-up people, numbers kept for drama, ungraphic words.
import type { InboundSource } from '../../shared/domain/inbound-referral-state.ts';
import { inboundReferralForm } from '../../shared/protocol/inbound-referral.ts';

export interface DemoReferral {
  readonly source: InboundSource;
  readonly form: ReturnType<typeof inboundReferralForm.parse>;
}

/** Days and moments from now; districts of the service pack, in turn. */
export interface DemoMoment {
  readonly dayBefore: (days: number) => string;
  readonly hoursBefore: (hours: number) => string;
  readonly district: (nth: number) => string | null;
}

const yes = { agreed: 'yes', explicit: 'yes' } as const;
const officer = { name: 'PC Marsh', organisation: 'Example police', phone: '01632 960 401', email: null } as const;

export function demoReferrals({ dayBefore, hoursBefore, district }: DemoMoment): readonly DemoReferral[] {
  const police = (nth: number, hours: number, more: object): DemoReferral => ({
    source: 'police_feed',
    form: inboundReferralForm.parse({
      ...{ reference: `DEMO-${nth}`, reportedAt: hoursBefore(hours), referrer: officer },
      ...more,
    }),
  });
  const who = (nth: number, name: string, dateOfBirth: string) => ({ name, dateOfBirth, area: district(nth) });
  const phone = (value: string, safe: string, said: string | null = null) => [{ channel: 'phone', value, safe, said }];
  return [
    police(1, 5, {
      person: who(0, 'Marta Okonkwo', '1988-04-17'),
      contacts: phone('07700 900 121', 'yes', 'Weekdays before two, when he is at work'),
      incident: {
        ...{ crimeType: 'da_coercive_control', flags: ['domestic'], occurredOn: dayBefore(2) },
        said: 'Says that he reads her messages and keeps her bank card.',
      },
      consent: { ...yes, on: dayBefore(1), said: 'Asked at home, alone.' },
      risk: { grade: 'high', tool: 'dash', on: dayBefore(1) },
      otherParty: { name: 'David Okonkwo', relation: 'husband' },
    }),
    police(2, 26, {
      person: who(1, 'Leo Hartley', '2011-02-09'),
      contacts: phone('07700 900 122', 'not_known', 'His mother’s phone'),
      incident: {
        crimeType: 'robbery_personal',
        occurredOn: dayBefore(3),
        said: 'His phone was taken outside school.',
      },
      consent: { agreed: 'yes', on: dayBefore(2) },
      risk: { grade: 'standard', tool: 'other', on: dayBefore(2) },
    }),
    police(3, 50, {
      person: who(2, 'Winifred Sands', '1948-11-30'),
      contacts: phone('01632 960 402', 'yes', 'Please ring slowly, she is hard of hearing'),
      incident: {
        crimeType: 'fraud_courier',
        occurredOn: dayBefore(4),
        said: 'Gave her card to somebody at the door.',
      },
      consent: { agreed: 'yes' },
      risk: { grade: 'medium', tool: 'other', on: dayBefore(3) },
    }),
    police(4, 30, {
      person: who(3, 'Imran Siddiqui', '1979-08-02'),
      contacts: [{ channel: 'email', value: 'imran@example.org', safe: 'yes' }],
      incident: { crimeType: 'hate_crime', flags: ['hate'], said: 'Shouted at and pushed at work, more than once.' },
      consent: { agreed: 'yes' },
    }),
    police(5, 70, {
      person: who(4, 'Joanne Pryce', '1990-06-21'),
      contacts: phone('07700 900 125', 'not_known'),
      incident: { crimeType: 'burglary_home', occurredOn: dayBefore(5), said: 'The back door was forced.' },
    }),
    // The same person again, for whoever looks for duplicates.
    police(6, 8, {
      person: who(4, 'Joanne Pryce', '1990-06-21'),
      incident: { crimeType: 'burglary_home', flags: ['repeat'], occurredOn: dayBefore(1), said: 'A second time.' },
    }),
    // Goes straight back: this kind needs an explicit yes (H17).
    police(7, 20, {
      person: who(5, 'Nadia Frost', '1995-01-12'),
      incident: { crimeType: 'da_physical', flags: ['domestic'] },
      consent: { agreed: 'yes', explicit: 'not_known' },
    }),
    {
      source: 'professional_form',
      form: inboundReferralForm.parse({
        reference: 'DEMO-P1',
        person: who(6, 'Tomasz Zielinski', '1968-03-03'),
        contacts: phone('07700 900 127', 'yes', 'After six'),
        incident: { crimeType: 'stalking', said: 'A former colleague waits outside his house.' },
        consent: yes,
        risk: { grade: 'medium', on: dayBefore(1) },
        referrer: { name: 'Alix Dean', organisation: 'Example surgery', phone: '01632 960 403' },
        wishes: 'Somebody to talk to, and help with the landlord.',
      }),
    },
    {
      source: 'self_form',
      form: inboundReferralForm.parse({
        reference: 'DEMO-S1',
        person: { name: 'Bea', age: 34, area: district(7) },
        contacts: phone('07700 900 128', 'yes', 'Text first'),
        incident: { capacity: 'direct_victim', said: 'Not sure it was a crime. I keep thinking about it.' },
        consent: { agreed: 'yes' },
      }),
    },
  ];
}
