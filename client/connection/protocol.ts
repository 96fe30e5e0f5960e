// The staff side of the public protocol as the console uses it. Types only: the schemas stay on the server, so that no
// validator is carried to the browser.
import type { infer as InferOf, ZodType } from 'zod';
import type { CommandName, InputOf, OutputOf, PayloadOf } from '../../shared/protocol/define.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { RouteSpec } from '../../shared/protocol/http/define.ts';
import type { referralRoutes } from '../../shared/protocol/http/referrals.ts';
import type { StaffCommands, StaffEvents } from '../../shared/protocol/staff.ts';
import type { SupervisorCommands } from '../../shared/protocol/supervisor.ts';

export type Commands = StaffCommands & SupervisorCommands;
export type Name = CommandName<Commands>;
export type Input<K extends Name> = InputOf<Commands, K>;
export type Output<K extends Name> = OutputOf<Commands, K>;

/** Asks the server for one thing. The same input, sent again, is the same effect. */
export type Command = <K extends Name>(name: K, input: Input<K>) => Promise<Reply<Output<K>>>;

export type ReferralRoutes = typeof referralRoutes;
/** What `value` of a route's answer holds. */
export type ValueOf<R extends RouteSpec> = R['output'] extends ZodType ? InferOf<R['output']> : undefined;

/** What a route's body must hold. */
export type InputOfRoute<R extends RouteSpec> = InferOf<R['body']>;

export type EventName = keyof StaffEvents & string;
export type Payload<K extends EventName> = PayloadOf<StaffEvents, K>;
export type StaffEvent = { [K in EventName]: { readonly name: K; readonly payload: Payload<K> } }[EventName];

export const EVENT_NAMES: readonly EventName[] = [
  'offer:made',
  'offer:withdrawn',
  'agent:changed',
  'note:added',
  'visitor:presence',
  'referral:changed',
  'alert:raised',
  'wallboard:changed',
  'reminders:changed',
  'portal:changed',
  'cases:changed',
  'conversation:entry',
  'conversation:changed',
  'conversation:closed',
  'typing:changed',
  'entries:read',
  'session:ended',
  'server:draining',
  'protocol:error',
];
