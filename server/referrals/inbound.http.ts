/** The HTTP routes of messages that people left: a table. */
import { inboundRoutes } from '../../shared/protocol/http/inbound.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { finishMessage, type HandleDeps, takeMessage } from './handle-message.ts';
import { listMessages, openMessage } from './read-message.ts';

export function createInboundRoutes(deps: HandleDeps): RouteTable {
  return [
    handle(inboundRoutes.list, { handler: () => listMessages(deps) }),
    handle(inboundRoutes.open, {
      handler: asStaff(({ params }, who) => openMessage(deps, params.messageId, who)),
    }),
    handle(inboundRoutes.take, {
      handler: asStaff(({ params, body }, who) => takeMessage(deps, { ...params, ...body }, who)),
    }),
    handle(inboundRoutes.done, {
      handler: asStaff(({ params, body }, who) => finishMessage(deps, { ...params, ...body }, who)),
    }),
  ];
}
