/** A backup or a restore that cannot go on for a reason a person can put right: its message is the sentence to print. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}
