// What the team's page asks of requests that sharing stops.
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { returningRoutes } from '../../shared/protocol/http/returning.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import { sentenceOf } from '../ui/notices.ts';
import { sayCode } from '../ui/words.ts';

type Routes = typeof returningRoutes;
type Answer = Promise<Reply<ValueOf<Routes['take']>>>;

const pathOf = (requestId: string, step: string): string =>
  `/withdrawal-requests/${encodeURIComponent(requestId)}/${step}`;

export const listRequests = (): Promise<Reply<ValueOf<Routes['list']>>> => ask('GET', '/withdrawal-requests');

/** `from`: who has it now, where it is taken over. */
export const takeRequest = (requestId: string, from: string | undefined): Answer =>
  ask('POST', pathOf(requestId, 'take'), from === undefined ? {} : { from });

export const decideRequest = (
  requestId: string,
  decision: { readonly decision: string; readonly check: string; readonly reason: string },
): Answer => ask('POST', pathOf(requestId, 'decide'), decision);

export function refusalOf(error: WireError): string {
  const { reason } = error.details ?? {};
  return error.code === 'conflict' && reason !== undefined ? sayCode('withdrawal.refused', reason) : sentenceOf(error);
}

/** The last: whoever came back, and is to have other words. */
export type PhraseSubject =
  | { readonly caseId: string }
  | { readonly conversationId: string }
  | { readonly returnId: string; readonly hasChat: boolean };

export const givePhrase = (
  subject: PhraseSubject,
  wish: { readonly clientId: string; readonly asked: boolean; readonly insists: boolean; readonly inChat: boolean },
): Promise<Reply<ValueOf<Routes['give']>>> =>
  'returnId' in subject
    ? ask('POST', `/returns/${encodeURIComponent(subject.returnId)}/phrase`, wish)
    : ask('POST', '/return-phrases', { ...subject, ...wish });

export function phraseRefusal(error: WireError): string {
  const { reason } = error.details ?? {};
  return error.code === 'conflict' && reason !== undefined ? sayCode('phrase.refused', reason) : sentenceOf(error);
}
