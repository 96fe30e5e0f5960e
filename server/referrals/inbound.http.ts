/** The HTTP routes of messages that people left: a table. */
import { inboundRoutes } from '../../shared/protocol/http/inbound.ts';
import { fail } from '../../shared/result.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { finishMessage, type HandleDeps, takeMessage } from './handle-message.ts';
import { listMessages, openMessage } from './read-message.ts';

export function createInboundRoutes(deps: HandleDeps): RouteTable {
  return [
    handle(inboundRoutes.list, { handler: () => listMessages(deps) }),
    handle(inboundRoutes.open, {
      handler: async ({ params }, { session }) =>
        session ? openMessage(deps, params.messageId, session) : fail('unauthenticated'),
    }),
    handle(inboundRoutes.take, {
      handler: async ({ params }, { session }) =>
        session ? takeMessage(deps, params.messageId, session) : fail('unauthenticated'),
    }),
    handle(inboundRoutes.done, {
      handler: async ({ params, body }, { session }) =>
        session ? finishMessage(deps, { ...params, ...body }, session) : fail('unauthenticated'),
    }),
  ];
}
