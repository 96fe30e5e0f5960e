/** Received referrals in a test: senders with keys, what they send, and files loaded as the console loads them. */
import { randomUUID } from 'node:crypto';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import type { InboundReferral, OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import type { InboundSender } from '../../shared/protocol/http/inbound-senders.ts';
import { type Asked, askAs, valueFrom } from './cases.ts';
import type { SignedIn } from './connect.ts';

export interface Told {
  readonly reference: string;
  readonly state: 'received' | 'returned';
  readonly reason: string | null;
  readonly receivedAt: string;
  readonly triageDueAt: string | null;
}

/** A burglary of somebody who agreed; what a test needs more it gives. */
export function aReferral(more: object = {}): Record<string, unknown> {
  return {
    reference: `URN-${randomUUID()}`,
    person: { name: 'Canary Okafor', dateOfBirth: '1990-11-03', area: 'dover' },
    contacts: [{ channel: 'phone', value: '07700 900123' }],
    incident: { crimeType: 'burglary_home', said: 'canary: the back door' },
    consent: { agreed: 'yes' },
    ...more,
  };
}

export function inboundAt(url: string) {
  const ask = <T>(who: SignedIn | null, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
    askAs<T>(url, who, method, `/inbound${path}`, body);

  async function sender(
    administrator: SignedIn,
    kind = 'police',
  ): Promise<{ senderId: string; key: string; keyId: string }> {
    const made = { clientId: randomUUID(), name: `Force ${randomUUID().slice(0, 4)}`, kind };
    const { sender: added } = await valueFrom(ask<{ sender: InboundSender }>(administrator, 'POST', '/senders', made));
    const { senderId } = added;
    const asked = { clientId: randomUUID(), perMinute: 6_000 };
    const { key, keyId } = await valueFrom(
      ask<{ key: string; keyId: string }>(administrator, 'POST', `/senders/${senderId}/keys`, asked),
    );
    return { senderId, key, keyId };
  }

  /** As a machine sends it: no page, no cookie. */
  async function send(key: string | null, body: unknown, raw?: string): Promise<Asked<Told>> {
    const response = await fetch(`${url}/api/v1/referrals/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: raw ?? JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Reply<Told> };
  }

  const list = async (who: SignedIn, query = '') =>
    (await valueFrom(ask<{ referrals: InboundReferral[] }>(who, 'GET', `/referrals${query}`))).referrals;

  /** By the reference that the sender was told. */
  async function found(who: SignedIn, reference: string, state = 'open'): Promise<InboundReferral> {
    const one = (await list(who, `?state=${state}`)).find((each) => each.reference === reference);
    if (!one) throw new Error(`No ${state} referral is ${reference}.`);
    return one;
  }

  const open = (who: SignedIn, referralId: string) =>
    ask<OpenedReferral>(who, 'POST', `/referrals/${referralId}/open`, {});

  const step = <T = { referral: InboundReferral }>(who: SignedIn, one: InboundReferral, what: string, body: object) =>
    ask<T>(who, 'POST', `/referrals/${one.referralId}/${what}`, {
      ...{ clientId: randomUUID(), revision: one.revision },
      ...body,
    });

  async function load(
    who: SignedIn,
    senderId: string,
    file: Uint8Array | string,
    more: { type?: string; clientId?: string } = {},
  ) {
    const { type = 'text/csv', clientId = randomUUID() } = more;
    const response = await fetch(`${url}/api/v1/inbound/imports?senderId=${senderId}&clientId=${clientId}`, {
      method: 'POST',
      headers: { origin: url, cookie: who.cookie, 'content-type': type },
      body: file as BodyInit,
    });
    return { status: response.status, body: (await response.json()) as Reply<{ import: InboundImport }> };
  }

  /** Waits until work on a file has come to a rest. */
  async function rested(who: SignedIn, importId: string): Promise<InboundImport> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const now = (await valueFrom(ask<{ import: InboundImport }>(who, 'GET', `/imports/${importId}`))).import;
      if (now.state !== 'checking' && now.state !== 'importing') return now;
      if (Date.now() > deadline) throw new Error(`The file is still ${now.state}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return { ask, sender, send, list, found, open, step, load, rested };
}
