/** `npm run restore`. */
import { runCommand, say } from './command.ts';
import { restoreCommand } from './restore-command.ts';

process.exitCode = await runCommand(() => restoreCommand(process.argv.slice(2), process.env, say));
