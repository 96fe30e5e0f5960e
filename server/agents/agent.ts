/** A member of staff as stored: their account (identity) and what the queue knows of them (load, availability, presence). */
import type { mongo } from 'mongoose';
import type { Availability, Role } from '../../shared/protocol/desk.ts';

export interface AgentConnection {
  readonly nodeId: string;
  readonly socketId: string;
  readonly connectedSince: number;
}

export interface AgentDoc {
  readonly _id: string;
  readonly revision: number;
  /** A keyed digest, so that an account is found by e-mail without the address standing here. */
  readonly emailHash: string;
  readonly email: mongo.Binary;
  readonly passwordHash: string;
  readonly role: Role;
  /** The chosen first name that visitors and partners see. */
  readonly name: string;
  readonly realName: mongo.Binary;
  readonly teamId: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly availability: Availability;
  readonly availabilitySince: number;
  readonly capacity: number;
  readonly maximumCapacity: number;
  /** Conversations that take a place: an offer, an active conversation, its wrap-up (Q1). Load is its length. */
  readonly holds: readonly string[];
  /** The one conversation whose offer rings, if any. */
  readonly ringing: string | null;
  readonly pausedUntil: number | null;
  readonly lastAcceptedAt: number | null;
  readonly connections: readonly AgentConnection[];
  /** Since when no connection is left; null while one is. */
  readonly lostAt: number | null;
  readonly disabledAt: number | null;
  /** Of an account of role `partner`: the recipient that it receives for. */
  readonly partnerId?: string | null;
  /** The grant that pays for their work unless a case says another; absent in what was made before it was kept. */
  readonly fundingStream?: string | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}
