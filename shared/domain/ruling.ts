// What every rule about a person hands back: which rule it was, said in a sentence, and the answers that it stands on. A
// member of staff can read it, doubt it, and correct the answer.

/** `fact` names where the answer stands (`circumstances.area`), `value` is the code that stands there. */
export interface Ground {
  readonly fact: string;
  readonly value: string;
}

export interface Ruling {
  readonly ruleId: string;
  readonly sentence: string;
  readonly grounds: readonly Ground[];
}

export function groundsOf(fact: string, values: readonly string[]): Ground[] {
  return values.map((value) => ({ fact, value }));
}

/** Not known is not "no", and neither is what nobody has asked yet (null). */
export type Known = 'yes' | 'no' | 'not_known' | null;
