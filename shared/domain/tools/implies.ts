/** Whether one clause of a rule holds whenever another does. False also where it cannot be told from the clauses alone. */
import type { Clause } from './rule.ts';

/** Whatever makes all of the first hold makes all of the others hold. */
export function impliesAll(holding: readonly Clause[], others: readonly Clause[]): boolean {
  return others.every((other) => holding.some((each) => implies(each, other)));
}

export function implies(holding: Clause, other: Clause): boolean {
  if (holding.kind === 'yes' && other.kind === 'yes') {
    // At the least so many of the others' topics are among those that are "yes".
    const outside = holding.of.filter((each) => !other.of.includes(each)).length;
    return holding.atLeast - outside >= other.atLeast;
  }
  if (holding.kind === 'no' && other.kind === 'no') return within(other.of, holding.of);
  if (holding.kind === 'chosen' && other.kind === 'chosen') {
    return holding.topic === other.topic && within(holding.anyOf, other.anyOf);
  }
  if (holding.kind === 'rated' && other.kind === 'rated') {
    return within(holding.of, other.of) && holding.atLeast >= other.atLeast;
  }
  if (holding.kind === 'band' && other.kind === 'band') return within(holding.is, other.is);
  if (holding.kind === 'age' && other.kind === 'age') return within(holding.in, other.in);
  return false;
}

function within(some: readonly string[], all: readonly string[]): boolean {
  return some.every((each) => all.includes(each));
}
