/** Runs a command at the terminal: its answer on success, one sentence and a failing code where it cannot be done. */
import { BackupProblem } from './platform/backup/index.ts';
import { describeError } from './platform/logger.ts';
import { StartProblem } from './platform/start-problem.ts';

export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The exit code. */
export async function runCommand(
  work: () => Promise<string>,
  answer: (line: string) => void = print,
  complain: (line: string) => void = say,
): Promise<number> {
  try {
    answer(await work());
    return 0;
  } catch (error) {
    const ours = error instanceof BackupProblem || error instanceof StartProblem;
    complain(ours ? error.message : `It failed: ${JSON.stringify(describeError(error))}`);
    return 1;
  }
}
