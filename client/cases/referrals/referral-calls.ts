// What the page of consents and referrals asks of the server.

import type { PersonCheck } from '../../../shared/domain/written-consent.ts';
import type { Reply } from '../../../shared/protocol/errors.ts';
import type { caseReferralRoutes } from '../../../shared/protocol/http/case-referrals.ts';
import type { consentRoutes, WrittenConsent } from '../../../shared/protocol/http/consents.ts';
import { ask } from '../../connection/http.ts';
import type { InputOfRoute, ValueOf } from '../../connection/protocol.ts';

type Consents = typeof consentRoutes;
type Referrals = typeof caseReferralRoutes;
export type ListedConsents = ValueOf<Consents['list']>;
export type ListedReferrals = ValueOf<Referrals['list']>;
export type Told = ValueOf<Referrals['tell']>;

const pathOf = (caseId: string, rest: string): string => `/cases/${encodeURIComponent(caseId)}${rest}`;

export const listConsents = (caseId: string): Promise<Reply<ListedConsents>> => ask('GET', pathOf(caseId, '/consents'));

export const writeConsent = (caseId: string, body: WrittenConsent): Promise<Reply<ValueOf<Consents['write']>>> =>
  ask('POST', pathOf(caseId, '/consents'), body);

export const takeBack = (
  caseId: string,
  consentId: string,
  body: InputOfRoute<Consents['withdraw']>,
): Promise<Reply<ValueOf<Consents['withdraw']>>> =>
  ask('POST', pathOf(caseId, `/consents/${encodeURIComponent(consentId)}/withdraw`), body);

export const listReferrals = (caseId: string): Promise<Reply<ListedReferrals>> =>
  ask('GET', pathOf(caseId, '/referrals'));

export const makeReferral = (
  caseId: string,
  body: InputOfRoute<Referrals['make']>,
): Promise<Reply<ValueOf<Referrals['make']>>> => ask('POST', pathOf(caseId, '/referrals'), body);

export const tellPerson = (
  caseId: string,
  body: { readonly clientId: string; readonly check: PersonCheck },
): Promise<Reply<Told>> => ask('POST', pathOf(caseId, '/referrals/tell'), body);
