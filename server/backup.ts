/** `npm run backup`. */
import { backupCommand } from './backup-command.ts';
import { runCommand, say } from './command.ts';

process.exitCode = await runCommand(() => backupCommand(process.argv.slice(2), process.env, say));
