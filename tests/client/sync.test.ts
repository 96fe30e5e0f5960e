import { expect, test } from 'vitest';
import type { Command } from '../../client/connection/protocol.ts';
import { bringLevel, type SyncTarget } from '../../client/connection/sync.ts';
import { type Desk, emptyDesk } from '../../client/desk/desk.ts';
import { openDesk, openThread, withoutThread } from '../../client/desk/reduce.ts';
import { wireError } from '../../shared/protocol/errors.ts';
import { aConversation, aMessage, anAgent, T0 } from './support/builders.ts';

interface Asked {
  readonly name: string;
  readonly input: { readonly afterSeq?: number; readonly conversationId?: string };
}

function aDesk(start: Desk, answer: (asked: Asked) => unknown) {
  let desk = start;
  const asked: Asked[] = [];
  const command = (async (name: string, input: Asked['input']) => {
    asked.push({ name, input });
    return answer({ name, input });
  }) as unknown as Command;
  const target: SyncTarget = {
    command,
    desk: () => desk,
    onDesk: (snapshot) => {
      desk = openDesk(desk, snapshot, 0);
    },
    onPage: (page, watched) => {
      desk = openThread(desk, page, watched);
    },
    onGone: (id) => {
      desk = withoutThread(desk, id);
    },
  };
  return { target, asked, desk: () => desk };
}

const conversation = aConversation({ lastSeq: 5 });
const snapshot = { agent: anAgent(), offers: [], conversations: [conversation], alerts: [], serverTime: T0 };
const known = openThread(emptyDesk, { conversation, entries: [aMessage(1), aMessage(2)] });

test('[L4] after a reconnect each log is asked for from where the desk has it, page after page', async () => {
  const { target, asked, desk } = aDesk(known, ({ name, input }) => {
    if (name === 'desk:open') return { ok: true, value: snapshot };
    const next = (input.afterSeq ?? 0) + 1;
    return { ok: true, value: { conversation, entries: [aMessage(next)], more: next < 5, notes: [] } };
  });
  expect(await bringLevel(target)).toBe(true);
  expect(asked.map(({ name, input }) => [name, input.afterSeq])).toEqual([
    ['desk:open', undefined],
    ['conversation:open', 2],
    ['conversation:open', 3],
    ['conversation:open', 4],
  ]);
  expect(desk().threads.c1?.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5]);
});

test('a conversation that is no longer ours leaves the desk at the next connect', async () => {
  const { target, desk } = aDesk(known, ({ name }) =>
    name === 'desk:open' ? { ok: true, value: snapshot } : { ok: false, error: wireError('not_found') },
  );
  expect(await bringLevel(target)).toBe(true);
  expect(desk().threads).toEqual({});
});

test('a line that breaks again on the way is told, so that the next connect starts over', async () => {
  const { target } = aDesk(known, () => ({ ok: false, error: wireError('unavailable') }));
  expect(await bringLevel(target)).toBe(false);
});

test('[V5] a supervisor who reads along asks again to read, so that the agent sees it again', async () => {
  const watched = openThread(emptyDesk, { conversation, entries: [] }, true);
  const { target, asked } = aDesk(watched, ({ name }) =>
    name === 'desk:open'
      ? { ok: true, value: { ...snapshot, conversations: [] } }
      : { ok: true, value: { conversation, entries: [], more: false, notes: [] } },
  );
  await bringLevel(target);
  expect(asked.map(({ name }) => name)).toEqual(['desk:open', 'conversation:watch']);
});
