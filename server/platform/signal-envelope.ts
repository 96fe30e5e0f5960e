/**
 * What a signal travels in: who says it, when, its number, what it is about, and a code that only nodes with the master
 * keys can make. Whoever can publish in Redis cannot make a node believe anything, nor make it hear the same thing twice.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { forgetOldest } from './forget-oldest.ts';

export interface Envelope {
  readonly from: string;
  readonly topic: string;
  readonly body: string;
}

export interface Envelopes {
  close(topic: string, body: string): string;
  /** Null for what no node of ours has just said. */
  open(text: string): Envelope | null;
}

export interface EnvelopeOptions {
  readonly key: Buffer;
  readonly nodeId: string;
  readonly now: () => number;
}

const CODE_BYTES = 16;
const CODE_LENGTH = Math.ceil((CODE_BYTES * 4) / 3);
/** Nodes' clocks agree far better than this, and nothing is on its way for so long. */
const FRESH_FOR_MS = 60_000;
const SENDERS_AT_MOST = 1_000;

export function createEnvelopes({ key, nodeId, now }: EnvelopeOptions): Envelopes {
  const heard = new Map<string, number>();
  /** Of one start of one node: a later start begins above an earlier one. */
  let number = now() * 1_000;

  function codeOf(rest: string): string {
    return createHmac('sha256', key).update(rest).digest().subarray(0, CODE_BYTES).toString('base64url');
  }

  function isNew(from: string, said: number): boolean {
    if (said <= (heard.get(from) ?? Number.NEGATIVE_INFINITY)) return false;
    heard.delete(from);
    heard.set(from, said);
    forgetOldest(heard, SENDERS_AT_MOST);
    return true;
  }

  return {
    close: (topic, body) => {
      number += 1;
      const rest = `${now()}\n${number}\n${nodeId}\n${topic}\n${body}`;
      return `${codeOf(rest)}\n${rest}`;
    },
    open: (text) => {
      const code = text.slice(0, CODE_LENGTH);
      const rest = text.slice(CODE_LENGTH + 1);
      if (text[CODE_LENGTH] !== '\n' || !isSame(code, codeOf(rest))) return null;
      const [at = '', said = '', from = '', topic = ''] = rest.split('\n', 4);
      if (Math.abs(now() - Number(at)) > FRESH_FOR_MS || !isNew(from, Number(said))) return null;
      const begin = at.length + said.length + from.length + topic.length + 4;
      return { from, topic, body: rest.slice(begin) };
    },
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
