/**
 * What a case needs from the rest of the service while nobody has it open: a lead who is called for a child under 13, ages
 * that turn with a birthday, and partners who say that they have a referral or do not.
 */
import { londonDay } from '../shared/domain/opening-hours.ts';
import { turnAges } from './cases/index.ts';
import { createLeadCalls } from './compose-case-leads.ts';
import { type CaseWatchParts, createReferralFollower } from './compose-case-referrals.ts';
import { gather } from './platform/gather.ts';

/** Of many changes in a moment few concern this: they are asked for together. */
const GATHERED_FOR_MS = 50;

/** The looks for what no signal has told, by name. */
export function composeCaseWatch(parts: CaseWatchParts): Readonly<Record<string, () => Promise<void>>> {
  const { platform, duties, cases } = parts;
  const { background, signals, clock } = platform;
  const callLeads = createLeadCalls(duties, cases, parts.concerns);
  const referrals = createReferralFollower(parts);
  const together = (whatFailed: string) => ({ background, afterMs: GATHERED_FOR_MS, whatFailed });
  const changed = gather(together('a change of a case could not be followed'), async (caseIds) => {
    await callLeads({ _id: { $in: caseIds } });
    await referrals.ofCases(caseIds);
  });
  const referred = gather(together('what a partner said could not be brought to its case'), (ids) =>
    referrals.these(ids),
  );
  signals.subscribe('case:changed', ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string') changed(caseId);
  });
  signals.subscribe('referral:changed', ({ referralId }, origin) => {
    if (origin === 'here' && typeof referralId === 'string') referred(referralId);
  });
  let agesOf = '';
  return {
    'missed-case-referrals': () => referrals.missed(),
    // A node that changed a case may have ended before it called anybody.
    'missed-lead-calls': () => callLeads({ ageBand: 'under_13' }),
    'case-ages': async () => {
      const today = londonDay(new Date(clock.now()));
      if (today === agesOf) return;
      await turnAges(cases);
      await callLeads({ state: 'open' });
      agesOf = today;
    },
  };
}
