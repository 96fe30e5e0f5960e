/** A start that cannot go on for a reason a person can put right: its message is the sentence to print, no stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** The code of a system error such as ENOENT, else undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
