/** What people of a case agree to, written down over HTTP as the console does, and the referrals made from it. */
import { randomUUID } from 'node:crypto';
import type { CaseReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { CaseConsent, WrittenConsent } from '../../shared/protocol/http/consents.ts';
import { type Asked, askAs, valueFrom } from './cases.ts';
import type { SignedIn } from './connect.ts';

/** A grown person said yes on the telephone to name and safe contact, and no to what concerns their health. */
export function aYes(given: Partial<WrittenConsent> = {}): WrittenConsent {
  return {
    ...{ clientId: randomUUID(), recipientId: 'demo-partner', purpose: 'support', decision: 'given' },
    items: [
      { itemId: 'name', agreed: true, value: 'Canary Sam' },
      { itemId: 'safe_contact', agreed: true, value: 'Text only, after five' },
      { itemId: 'health', agreed: false, value: null },
    ],
    ...{
      wordingVersion: 'ask-en-adult-1',
      language: 'en',
      method: 'by_phone',
      evidence: 'canary: yes, please ask them',
    },
    saidAt: new Date(Date.now() - 1_000).toISOString(),
    observed: { seemedAble: true, noPressureSeen: true, note: null },
    competenceNote: null,
    ...given,
  };
}

export type Consents = ReturnType<typeof consentsAt>;

export function consentsAt(url: string) {
  const write = (who: SignedIn, caseId: string, body: object): Promise<Asked<{ consent: CaseConsent }>> =>
    askAs(url, who, 'POST', `/cases/${caseId}/consents`, body);
  const refer = (who: SignedIn, caseId: string, body: object): Promise<Asked<{ referral: CaseReferral }>> =>
    askAs(url, who, 'POST', `/cases/${caseId}/referrals`, { clientId: randomUUID(), ...body });
  const takeBack = (who: SignedIn, caseId: string, consentId: string, given: object = {}) =>
    askAs<{ consent: CaseConsent; effect: string }>(
      url,
      who,
      'POST',
      `/cases/${caseId}/consents/${consentId}/withdraw`,
      {
        ...{ clientId: randomUUID(), how: 'said_by_phone', check: 'code_word', said: 'canary: I have changed my mind' },
        ...given,
      },
    );
  return {
    write,
    refer,
    takeBack,
    wrote: async (who: SignedIn, caseId: string, given: Partial<WrittenConsent> = {}) =>
      (await valueFrom(write(who, caseId, aYes(given)))).consent,
    referred: async (who: SignedIn, caseId: string, consentId: string, atOnce = false) =>
      (await valueFrom(refer(who, caseId, { consentId, ...(atOnce ? { atOnce } : {}) }))).referral,
    listed: async (who: SignedIn, caseId: string) =>
      (await valueFrom(askAs<{ consents: CaseConsent[] }>(url, who, 'GET', `/cases/${caseId}/consents`))).consents,
    referralsOf: async (who: SignedIn, caseId: string) =>
      (await valueFrom(askAs<{ referrals: CaseReferral[] }>(url, who, 'GET', `/cases/${caseId}/referrals`))).referrals,
  };
}
