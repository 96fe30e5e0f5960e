/** What one client has hides nothing from the judge that came twice, out of order, beyond a hole, or otherwise than before. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/protocol/entry.ts';
import { FAULTS, type Figures, judge, type StoredEntry } from './ledger.ts';
import { createView, type LiveView } from './view.ts';

const CONVERSATION = 'c1';
const entry = (seq: number, text = `line ${seq}`): Entry => ({
  ...{ conversationId: CONVERSATION, seq, at: '2026-11-26T12:00:00.000Z', author: { role: 'visitor' } },
  ...{ clientId: `id-${seq}`, kind: 'message', text },
});
const STORED: readonly StoredEntry[] = [1, 2, 3].map((seq) => ({
  ...{ seq, clientId: `id-${seq}`, kind: 'message', text: `line ${seq}` },
}));

/** The faults that the judge counts in what this client saw. */
async function faultsSeen(live: (view: LiveView) => Promise<void> | void): Promise<Partial<Figures>> {
  const view = createView('somebody', CONVERSATION, () => undefined);
  await live(view);
  const sent = STORED.map(({ clientId, text = '' }) => ({
    ...{ conversationId: CONVERSATION, clientId, author: 'visitor', text, inOrder: true },
  }));
  const stored = new Map([[CONVERSATION, STORED]]);
  const figures = judge({ sent, acknowledged: [], stored, views: [view.asView()] });
  return Object.fromEntries(FAULTS.filter((name) => figures[name] !== 0).map((name) => [name, figures[name]]));
}

const page = (...seqs: readonly number[]) => ({ entries: seqs.map((seq) => entry(seq)), more: false });

describe('a conversation as one client has it', () => {
  it('finds nothing wrong with a page and events as they should be, also where both bring the same', async () => {
    expect(await faultsSeen((view) => view.catchUp(async () => page(1, 2, 3)))).toEqual({});
    const both = async (view: LiveView) => {
      view.took(entry(1));
      await view.catchUp(async () => {
        view.took(entry(2));
        return page(2, 3);
      });
      view.took(entry(3));
    };
    expect(await faultsSeen(both)).toEqual({});
    const inTwo = (view: LiveView) =>
      view.catchUp(async (after) => (after === 0 ? { ...page(1, 2), more: true } : page(3)));
    expect(await faultsSeen(inTwo)).toEqual({});
  });

  it('reports a page in disorder, one that brings an entry twice, and one that begins too early', async () => {
    expect(await faultsSeen((view) => view.catchUp(async () => page(1, 3, 2)))).toMatchObject({ outOfOrder: 2 });
    expect(await faultsSeen((view) => view.catchUp(async () => page(1, 2, 2, 3)))).toEqual({ outOfOrder: 2 });
    const again = async (view: LiveView) => {
      view.took(entry(1));
      await view.catchUp(async () => page(1, 2, 3));
    };
    expect(await faultsSeen(again)).toEqual({ outOfOrder: 3 });
  });

  it('reports what a page brings beyond the end of what is stored, or beyond a hole', async () => {
    expect(await faultsSeen((view) => view.catchUp(async () => page(1, 2, 3, 4)))).toEqual({ differing: 1 });
    expect(await faultsSeen((view) => view.catchUp(async () => page(1, 2, 3, 5)))).toEqual({
      ...{ outOfOrder: 1, differing: 1 },
    });
  });

  it('reports other words under a number that is known, whether an event or a page brings them', async () => {
    const byEvent = async (view: LiveView) => {
      await view.catchUp(async () => page(1, 2, 3));
      view.took(entry(3, 'other words'));
    };
    expect(await faultsSeen(byEvent)).toEqual({ differing: 1 });
    const byPage = async (view: LiveView) => {
      view.took(entry(1));
      await view.catchUp(async () => {
        view.took(entry(2));
        return { entries: [entry(2, 'other words'), entry(3)], more: false };
      });
    };
    expect(await faultsSeen(byPage)).toEqual({ differing: 1 });
  });
});
