/** The visitor's side of the public protocol, as types only: the panel carries no schema library. */
import type { InputOf, OutputOf, PayloadOf } from '../shared/protocol/define.ts';
import type { VisitorCommands, VisitorEvents } from '../shared/protocol/visitor.ts';

export type Name = keyof VisitorCommands & string;
export type Input<K extends Name> = InputOf<VisitorCommands, K>;
export type Output<K extends Name> = OutputOf<VisitorCommands, K>;
export type EventName = keyof VisitorEvents & string;
export type Payload<K extends EventName> = PayloadOf<VisitorEvents, K>;
