/** Tries on every command what section 9 says of all of them. */
import type { Socket } from 'socket.io-client';
import { expect, it } from 'vitest';
import type { CommandTable } from '../../../shared/protocol/define.ts';
import type { Helpline } from '../../support/helpline.ts';
import { type Case, type Cases, withAt, wronglyTyped } from './case.ts';

const ANSWER_WITHIN_MS = 5_000;

export type AnyReply = { ok: boolean; value?: unknown; error?: { code: string; details?: Record<string, unknown> } };

/** Sends what the types forbid. */
export function sendRaw(socket: Socket, command: string, ...args: readonly unknown[]): Promise<AnyReply> {
  return socket.timeout(ANSWER_WITHIN_MS).emitWithAck(command, ...args);
}

/** Sends without waiting, and answers what the server complains of. */
export function withoutAcknowledgement(socket: Socket, command: string, input: unknown): Promise<{ code: string }> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The server did not complain.')), ANSWER_WITHIN_MS);
    socket.once('protocol:error', (error: { code: string }) => {
      clearTimeout(limit);
      resolve(error);
    });
    socket.emit(command, input);
  });
}

export interface Running<T extends CommandTable> {
  readonly table: T;
  readonly cases: Partial<Cases<T>>;
  readonly helpline: () => Helpline;
  /** Somebody who is connected and whose role may use this command. */
  readonly socket: (command: string) => Promise<Socket>;
}

/** One test for each command and rule; the good case last. */
export function runCases<T extends CommandTable>({ table, cases, helpline, socket }: Running<T>): void {
  const all = Object.keys(table).map((command) => {
    const found: Case<unknown> | undefined = cases[command];
    return { command, ...(found === undefined ? { input: {}, good: missing(command) } : found) };
  });

  it('knows a case for every command of the table, and no other', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(all)('$command refuses what is malformed and says which field', async ({ command, input }) => {
    const to = await socket(command);
    const unknownField = await sendRaw(to, command, { ...Object(input), surprise: 1 });
    expect(unknownField.error).toMatchObject({ code: 'bad_request', details: { issues: [expect.anything()] } });
    for (const nothing of [null, 'words', [], 7]) {
      expect((await sendRaw(to, command, nothing)).error?.code, String(nothing)).toBe('bad_request');
    }
    for (const wrong of wronglyTyped(input)) {
      const { error } = await sendRaw(to, command, wrong.input);
      expect(error, wrong.path).toMatchObject({ code: 'bad_request' });
      expect(error?.details?.issues, wrong.path).toContainEqual(
        expect.objectContaining({ path: expect.stringMatching(`^${wrong.path}`) }),
      );
    }
  });

  it.each(all)('$command does not run without an acknowledgement function', async ({ command, input }) => {
    expect(await withoutAcknowledgement(await socket(command), command, input)).toMatchObject({ code: 'bad_request' });
  });

  it.each(
    all.flatMap(({ command, input, ...rest }) =>
      Object.entries('texts' in rest ? (rest.texts ?? {}) : {}).map(([path, limit]) => ({
        command,
        input,
        path,
        limit,
      })),
    ),
  )('$command takes at $path well-formed words of at most $limit units', async ({ command, input, path, limit }) => {
    const to = await socket(command);
    const answerTo = async (text: string) => (await sendRaw(to, command, withAt(input, path, text))).error?.code;
    expect(await answerTo('x'.repeat(limit + 1))).toBe('too_large');
    expect(await answerTo(' \n\t\u00a0\u2003 ')).toBe('bad_request');
    expect(await answerTo('half \ud83e of a pair')).toBe('bad_request');
    expect(['bad_request', 'too_large']).not.toContain(await answerTo('\u{1F9E1}'.repeat(limit / 2)));
  });

  it.each(all)('$command does what it is for', async ({ good }) => {
    await good(helpline());
  });
}

function missing(command: string): () => Promise<void> {
  return () => Promise.reject(new Error(`${command} has no case.`));
}
