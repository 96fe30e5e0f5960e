/**
 * Signals between nodes behind one port, used even on one node. They carry ids or sealed entries, may be lost at any
 * time, and decide nothing (Q4). A signal reaches this node's handlers at once and the others' through Redis.
 */
import type { Redis } from 'ioredis';
import { describeError, type Logger } from './logger.ts';

export type SignalPayload = Readonly<Record<string, unknown>>;
export type SignalHandler = (payload: SignalPayload, origin: 'here' | 'elsewhere') => void;

export interface Signals {
  publish(topic: string, payload: SignalPayload): void;
  /** Returns what ends the subscription. */
  subscribe(topic: string, handler: SignalHandler): () => void;
  /** False while Redis is away: sweeps then run more often. */
  connected(): boolean;
  onReconnect(handler: () => void): void;
  close(): Promise<void>;
}

export interface SignalsOptions {
  readonly publisher: Redis;
  readonly subscriber: Redis;
  readonly prefix: string;
  readonly nodeId: string;
  readonly logger: Logger;
}

export async function createSignals(options: SignalsOptions): Promise<Signals> {
  const { publisher, subscriber, nodeId, logger } = options;
  const channel = `${options.prefix}signals`;
  const handlers = new Map<string, Set<SignalHandler>>();
  const reconnected = new Set<() => void>();
  let readyBefore = false;

  function hand(topic: string, payload: SignalPayload, origin: 'here' | 'elsewhere'): void {
    for (const handler of handlers.get(topic) ?? []) {
      try {
        handler(payload, origin);
      } catch (error) {
        logger.error({ topic, ...describeError(error) }, 'a signal handler failed');
      }
    }
  }

  subscriber.on('message', (_channel: string, text: string) => {
    const message = parse(text);
    if (message && message.from !== nodeId) hand(message.topic, message.payload, 'elsewhere');
  });
  subscriber.on('ready', () => {
    subscriber
      .subscribe(channel)
      .then(() => {
        if (readyBefore) for (const handler of reconnected) handler();
        readyBefore = true;
      })
      .catch((error: unknown) => logger.warn(describeError(error), 'could not subscribe to signals'));
  });
  if (subscriber.status === 'ready') {
    readyBefore = true;
    await subscriber.subscribe(channel);
  }

  return {
    publish: (topic, payload) => {
      hand(topic, payload, 'here');
      if (publisher.status !== 'ready') return;
      publisher.publish(channel, JSON.stringify({ from: nodeId, topic, payload })).catch(() => undefined);
    },
    subscribe: (topic, handler) => {
      const set = handlers.get(topic) ?? new Set();
      handlers.set(topic, set.add(handler));
      return () => set.delete(handler);
    },
    connected: () => subscriber.status === 'ready' && publisher.status === 'ready',
    onReconnect: (handler) => {
      reconnected.add(handler);
    },
    close: async () => {
      handlers.clear();
      subscriber.disconnect();
    },
  };
}

interface Message {
  readonly from: string;
  readonly topic: string;
  readonly payload: SignalPayload;
}

function parse(text: string): Message | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { from, topic, payload } = value as Partial<Message>;
    return typeof from === 'string' && typeof topic === 'string' && typeof payload === 'object' && payload !== null
      ? { from, topic, payload }
      : null;
  } catch {
    return null;
  }
}
