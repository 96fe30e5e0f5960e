/**
 * Signals between nodes behind one port, used even on one node. They carry ids or sealed entries, may be lost at any
 * time, and decide nothing (Q4). A signal reaches this node's handlers at once and the others' through Redis, in an
 * envelope that only nodes can make. Whether Redis really carries them is known by a pulse: it must come back.
 */
import type { Redis } from 'ioredis';
import { describeError, type Logger } from './logger.ts';
import type { MasterKeys } from './master-keys.ts';
import type { Metrics } from './metrics.ts';
import { createEnvelopes, type Envelope } from './signal-envelope.ts';

export type SignalPayload = Readonly<Record<string, unknown>>;
export type SignalHandler = (payload: SignalPayload, origin: 'here' | 'elsewhere') => void;

/** One of many things told together; whoever does not care what it is about never reads it. */
export interface SignalLine {
  readonly about: string;
  readonly value: SignalPayload;
}

export interface Signals {
  publish(topic: string, payload: SignalPayload): void;
  /** To the other nodes only; the payload is not even made while this node is alone. */
  publishElsewhere(topic: string, payload: () => SignalPayload): void;
  /** Many at once to the other nodes, each read only by those who want what it is about. */
  publishLines(topic: string, lines: () => readonly SignalLine[]): void;
  onLine(topic: string, wants: (about: string) => boolean, handler: (value: SignalPayload) => void): void;
  /** Returns what ends the subscription. */
  subscribe(topic: string, handler: SignalHandler): () => void;
  /** False while Redis is away or silent: sweeps then run more often. */
  connected(): boolean;
  /** Called when signals stop to flow. */
  onSilence(handler: () => void): void;
  /** Called when signals flow again after they did not: whatever was told meanwhile has to be looked for. */
  onReconnect(handler: () => void): void;
  close(): Promise<void>;
}

export interface SignalsOptions {
  readonly publisher: Redis;
  readonly subscriber: Redis;
  readonly prefix: string;
  readonly nodeId: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly masterKeys: MasterKeys;
}

/** Said at once by who comes, so that those who were alone tell it from then on. */
const PULSE = 'pulse';
const PULSE_EVERY_MS = 500;
/** Three pulses that did not come back. */
const SILENT_AFTER_MS = 1_800;
/** A connection that says nothing for so long is made anew: the other end may be gone without a word. */
const RENEW_AFTER_MS = 5_000;
/** What may be on its way to a Redis that does not answer; past it signals are dropped, as they may be. */
const ON_THE_WAY_AT_MOST = 8 * 1_024 * 1_024;

export async function createSignals(options: SignalsOptions): Promise<Signals> {
  const { publisher, subscriber, nodeId, logger } = options;
  const channel = `${options.prefix}signals`;
  const handlers = new Map<string, Set<SignalHandler>>();
  const lineHandlers = new Map<string, { wants(about: string): boolean; handle(value: SignalPayload): void }>();
  const reconnected = new Set<() => void>();
  const silenced = new Set<() => void>();
  const envelopes = createEnvelopes({ key: options.masterKeys.derive('signals'), nodeId, now: () => Date.now() });
  const refused = options.metrics.counter({
    name: 'signals_refused_total',
    help: 'Signals that no node of this service has just said. Anything above zero: look at who can publish in Redis.',
  });
  const dropped = options.metrics.counter({
    name: 'signals_dropped_total',
    help: 'Signals that were not sent, because Redis was away or did not keep up.',
  });
  let onTheWay = 0;
  let heardAt = 0;
  let renewedAt = 0;
  let flowing = false;
  /** How many heard the last pulse, this node among them; unknown counts as others being there. */
  let listeners: number | null = null;
  let othersHeardAt = Number.NEGATIVE_INFINITY;

  function hand(topic: string, payload: SignalPayload, origin: 'here' | 'elsewhere'): void {
    for (const handler of handlers.get(topic) ?? []) guarded(topic, () => handler(payload, origin));
  }

  /** What one signal does wrong must not end the node. */
  function guarded(topic: string, handle: () => void): void {
    try {
      handle();
    } catch (error) {
      logger.error({ topic, ...describeError(error) }, 'a signal handler failed');
    }
  }

  function send(topic: string, body: string, heard: (by: number) => void = () => undefined): void {
    if (publisher.status !== 'ready' || onTheWay > ON_THE_WAY_AT_MOST) {
      dropped();
      return;
    }
    const text = envelopes.close(topic, body);
    onTheWay += text.length;
    publisher
      .publish(channel, text)
      .then(heard, () => dropped())
      .finally(() => {
        onTheWay -= text.length;
      });
  }

  function hear(text: string): void {
    const message = envelopes.open(text);
    if (!message) {
      refused();
      return;
    }
    if (message.from !== nodeId) {
      listeners = null;
      othersHeardAt = performance.now();
      if (message.topic !== PULSE) take(message);
      return;
    }
    heardAt = performance.now();
    if (flowing) return;
    flowing = true;
    for (const handler of reconnected) handler();
  }

  function take({ topic, body }: Envelope): void {
    const lines = lineHandlers.get(topic);
    if (!lines) {
      const payload = parse(body);
      if (payload) hand(topic, payload, 'elsewhere');
      return;
    }
    for (const line of body.split('\n')) {
      const end = line.indexOf(' ');
      if (!lines.wants(line.slice(0, end))) continue;
      const value = parse(line.slice(end + 1));
      if (value) guarded(topic, () => lines.handle(value));
    }
  }

  const isReady = () => subscriber.status === 'ready' && publisher.status === 'ready';

  function fallSilent(): void {
    listeners = null;
    if (!flowing) return;
    flowing = false;
    for (const handler of silenced) handler();
  }

  function beat(): void {
    const now = performance.now();
    send(PULSE, '', (by) => {
      // The one who heard it may be another, while we hear nothing: alone is who hears only itself, and for a while.
      listeners = flowing && now - othersHeardAt > SILENT_AFTER_MS ? by : null;
    });
    const silentMs = now - heardAt;
    if (silentMs > SILENT_AFTER_MS || !isReady()) fallSilent();
    if (silentMs < RENEW_AFTER_MS || now - renewedAt < RENEW_AFTER_MS) return;
    renewedAt = now;
    for (const connection of [publisher, subscriber]) if (connection.status === 'ready') connection.disconnect(true);
  }

  const listen = () =>
    subscriber
      .subscribe(channel)
      .then(() => send(PULSE, ''))
      .catch((error: unknown) => logger.warn(describeError(error), 'could not subscribe to signals'));
  subscriber.on('message', (_channel: string, text: string) => hear(text));
  subscriber.on('ready', () => void listen());
  // However short: what was said meanwhile was not heard.
  subscriber.on('close', fallSilent);
  if (subscriber.status === 'ready') await listen();
  // The first time nothing has been missed: whoever starts reads everything anyway.
  heardAt = performance.now();
  flowing = subscriber.status === 'ready';
  const pulse = setInterval(beat, PULSE_EVERY_MS);

  return {
    publish: (topic, payload) => {
      hand(topic, payload, 'here');
      send(topic, JSON.stringify(payload));
    },
    publishElsewhere: (topic, payload) => {
      if (listeners !== 1) send(topic, JSON.stringify(payload()));
    },
    publishLines: (topic, lines) => {
      if (listeners === 1) return;
      send(
        topic,
        lines()
          .map(({ about, value }) => `${about} ${JSON.stringify(value)}`)
          .join('\n'),
      );
    },
    onLine: (topic, wants, handle) => {
      lineHandlers.set(topic, { wants, handle });
    },
    subscribe: (topic, handler) => {
      const set = handlers.get(topic) ?? new Set();
      handlers.set(topic, set.add(handler));
      return () => set.delete(handler);
    },
    connected: () => flowing && isReady(),
    onSilence: (handler) => {
      silenced.add(handler);
    },
    onReconnect: (handler) => {
      reconnected.add(handler);
    },
    close: async () => {
      clearInterval(pulse);
      for (const each of [handlers, lineHandlers, silenced, reconnected]) each.clear();
      subscriber.disconnect();
    },
  };
}

function parse(text: string): SignalPayload | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as SignalPayload) : null;
  } catch {
    return null;
  }
}
