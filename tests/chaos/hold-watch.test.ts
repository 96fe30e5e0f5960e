/** Whoever looks at each change sees every fault that is planted, also one that the next change takes away again. */
import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { createHoldLedger, type HoldFigures } from './hold-watch.ts';

type Change = Parameters<ReturnType<typeof createHoldLedger>['take']>[0];

const at = (moment: number, rest: Omit<Change, 'clusterTime'>): Change => ({
  ...rest,
  clusterTime: mongo.Timestamp.fromBits(0, moment),
});
const agent = (_id: string, holds: readonly string[], txnNumber?: number) => ({
  ...{ ns: { coll: 'agents' }, documentKey: { _id }, fullDocument: { _id, holds, capacity: 2 } },
  ...(txnNumber === undefined ? {} : { txnNumber }),
});
const consults = (_id: string, agentId: string, txnNumber: number) => ({
  ...{ ns: { coll: 'conversations' }, documentKey: { _id }, fullDocument: { _id, consulting: [{ agentId }] } },
  txnNumber,
});

function seen(...changes: readonly Change[]): HoldFigures {
  const ledger = createHoldLedger();
  for (const change of changes) ledger.take(change);
  return ledger.figures();
}

describe('whoever looks at each change', () => {
  it('finds nothing where a place passes from one to another in one transaction, or is given back first', () => {
    const moved = seen(at(1, agent('a', ['c'])), at(2, agent('b', ['c'], 7)), at(2, agent('a', [], 7)));
    expect(moved).toEqual({ twoHolders: 0, overCapacity: 0, changes: 2 });
    const free = seen(at(1, agent('a', ['c'])), at(2, agent('a', [])), at(3, agent('b', ['c'])));
    expect(free).toEqual({ twoHolders: 0, overCapacity: 0, changes: 3 });
  });

  it('counts two who hold one conversation, for one moment only', () => {
    const two = seen(at(1, agent('a', ['c'])), at(2, agent('b', ['c'])), at(3, agent('a', [])));
    expect(two).toEqual({ twoHolders: 1, overCapacity: 0, changes: 3 });
    const apart = seen(at(1, agent('a', ['c'])), at(2, agent('b', ['c'], 7)), at(2, agent('a', [], 8)));
    expect(apart).toMatchObject({ twoHolders: 1 });
  });

  it('does not count a colleague who consults, unless they were never written down as one', () => {
    const warm = [at(1, agent('a', ['c'])), at(2, agent('b', ['c'], 7)), at(2, consults('c', 'b', 7))];
    expect(seen(...warm)).toMatchObject({ twoHolders: 0 });
    expect(seen(...warm.slice(0, 2))).toMatchObject({ twoHolders: 1 });
  });

  it('counts more places than an agent has, for one moment only', () => {
    const over = seen(at(1, agent('a', ['c', 'd', 'e'])), at(2, agent('a', ['c', 'd'])));
    expect(over).toEqual({ twoHolders: 0, overCapacity: 1, changes: 2 });
  });
});
