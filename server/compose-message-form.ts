/** The message form, which the panel and a plain page share: what is left, and who is called to it. */
import type { MessageForm } from '../shared/protocol/http/referrals.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createInboundMessagesStore, createInboundRoutes, leaveMessage } from './referrals/index.ts';
import { purgeAt } from './service/index.ts';

export interface MessageFormParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
}

export interface ComposedMessageForm {
  /** What leaving one needs of the world. */
  readonly left: Parameters<typeof leaveMessage>[0];
  /** For those who answer for the service. */
  readonly routes: RouteTable;
  readonly leave: (form: MessageForm, address: string) => ReturnType<typeof leaveMessage>;
}

const FORMS_A_MINUTE = 5;

const causeOf = (messageId: string): string => `message:${messageId}`;

export function composeMessageForm({ platform, duties, identity, service }: MessageFormParts): ComposedMessageForm {
  const { clock, ids, database, sealing } = platform;
  const forms = identity.limits.limiter({ name: 'messages', points: FORMS_A_MINUTE, seconds: 60 });
  const messages = createInboundMessagesStore(database, sealing);
  const left: ComposedMessageForm['left'] = {
    ...{ messages, clock, ids, versions: () => service.versions() },
    purgeAt: (made) => purgeAt(service.settings().retention, 'message_form', made),
    limit: async (address) => {
      const key = identity.limits.addressKey(address);
      return key === null ? null : forms.consume(key);
    },
    call: {
      raiseIn: (session, messageId) =>
        duties.safeguarding.raiseAlertIn(session, { kind: 'message_received', causeId: causeOf(messageId) }),
      announce: (messageId) => duties.safeguarding.announce(causeOf(messageId)),
    },
  };
  return {
    left,
    routes: createInboundRoutes({
      ...{ messages, clock, database, audit: duties.audit },
      putAway: (messageId) => duties.safeguarding.putAway(causeOf(messageId)),
    }),
    leave: (form, address) => leaveMessage(left, { form, address }),
  };
}
