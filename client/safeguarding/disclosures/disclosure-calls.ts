// Disclosures as the console asks for them.
import type { Reply } from '../../../shared/protocol/errors.ts';
import type { disclosureRoutes } from '../../../shared/protocol/http/disclosures.ts';
import { ask } from '../../connection/http.ts';
import type { ValueOf } from '../../connection/protocol.ts';

type Routes = typeof disclosureRoutes;
export type DisclosureLog = ValueOf<Routes['list']>;
export type Draft = ValueOf<Routes['draft']>['draft'];
export type OpenedDisclosure = ValueOf<Routes['open']>;

export function listDisclosures(): Promise<Reply<DisclosureLog>> {
  return ask('GET', '/disclosures');
}

/** Whom it is about: one of the two. */
export interface About {
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

export function disclosuresOf({ conversationId, caseId }: About): Promise<Reply<DisclosureLog>> {
  const about = caseId === null ? { conversationId: conversationId ?? '' } : { caseId };
  return ask('GET', `/disclosures?${new URLSearchParams(about)}`);
}

export function draftFrom(alertId: string): Promise<Reply<{ readonly draft: Draft }>> {
  return ask('POST', '/disclosures/draft', { alertId });
}

export function proposeDisclosure(body: unknown): Promise<Reply<ValueOf<Routes['propose']>>> {
  return ask('POST', '/disclosures', body);
}

const pathOf = (disclosureId: string, step: string): string =>
  `/disclosures/${encodeURIComponent(disclosureId)}/${step}`;

export function openDisclosure(disclosureId: string): Promise<Reply<OpenedDisclosure>> {
  return ask('POST', pathOf(disclosureId, 'open'), {});
}

export function stepDisclosure(disclosureId: string, body: unknown): Promise<Reply<ValueOf<Routes['step']>>> {
  return ask('POST', pathOf(disclosureId, 'steps'), body);
}
