// Local lines for Kent and Medway. The Medway line is not offered to visitors: whose it is could not be settled (D1).
import { type HelpNumber, helpNumber, nationalNumbers } from '../../../../shared/reference/numbers.ts';

const swale = 'https://swale.gov.uk: get help if you are worried about a child or vulnerable adult';

const local: readonly HelpNumber[] = [
  helpNumber(
    ['kent_domestic_abuse', 'Domestic abuse help in Kent', '0808 168 9276'],
    ['R', 'https://www.domesticabuseservices.org.uk/?p=44'],
    'If a partner or family hurts you. Monday to Friday, 8am to 8pm.',
    { hours: 'Monday to Friday, 8am to 8pm', cost: 'free' },
  ),
  helpNumber(
    ['kent_domestic_abuse_24h', 'Domestic abuse help, day and night', '0808 168 9111'],
    ['R', 'https://tunbridgewells.gov.uk/housing/homeless-vulnerable-or-at-risk/domestic-abuse'],
    'If a partner or family hurts you. Day and night, every day.',
    { hours: 'Day and night, every day', cost: 'free' },
  ),
  {
    ...helpNumber(
      ['medway_domestic_abuse', 'Domestic abuse help in Medway', '0800 917 9948'],
      ['R', 'https://www.kelsi.org.uk/child-protection-and-safeguarding/domestic-abuse'],
      'Opening hours are limited.',
      { hours: 'Limited hours: ask', cost: 'free' },
    ),
    unverified: true,
  },
  helpNumber(
    ['shout_text', 'Text line: send "Kent" or "Medway"', '85258'],
    ['R-', 'https://theisleofthanetnews.com: mental health text service, 27 April 2020'],
    'To text if you feel you cannot cope.',
  ),
  helpNumber(
    ['kent_children', 'Worried about a child in Kent', '03000 41 11 11'],
    ['R', swale],
    'If a child may be hurt. The call may cost money.',
    { hours: 'Office hours: check', cost: 'local_rate' },
  ),
  helpNumber(
    ['kent_adults', 'Worried about an adult in Kent', '03000 41 61 61'],
    ['R', swale],
    'If an adult who needs care may be hurt. The call may cost money.',
    { hours: 'Office hours: check', cost: 'local_rate' },
  ),
  helpNumber(
    ['kent_medway_out_of_hours', 'Worried about someone, at night', '03000 41 91 91'],
    ['R', swale],
    'If a child or adult may be hurt, at night or at the weekend. The call may cost money.',
    { hours: 'Outside office hours', cost: 'local_rate' },
  ),
  helpNumber(
    ['medway_adults', 'Worried about an adult in Medway', '01634 334466'],
    ['R', 'https://www.medway.gov.uk/info/200169/adult_social_care/429/adult_abuse_and_safeguarding/2'],
    'If an adult who needs care may be hurt. The call may cost money.',
    { hours: 'Hours not confirmed', cost: 'local_rate' },
  ),
];

export const kentNumbers: readonly HelpNumber[] = [...nationalNumbers, ...local];
