export interface NewestOnly {
  /** Null where a newer question about the same was asked meanwhile, or it was let go. */
  ask<T>(about: string, question: () => Promise<T>): Promise<T | null>;
  /** Whatever was asked about it, no answer counts any more. */
  letGo(about: string): void;
}

/** Of questions about the same thing the answer to the newest counts, whichever comes last: an older one knows less. */
export function newestOnly(): NewestOnly {
  let asked = 0;
  const newest = new Map<string, number>();
  return {
    ask: async (about, question) => {
      asked += 1;
      const mine = asked;
      newest.set(about, mine);
      const answer = await question();
      if (newest.get(about) !== mine) return null;
      newest.delete(about);
      return answer;
    },
    letGo: (about) => void newest.delete(about),
  };
}
