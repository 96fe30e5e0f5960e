/** Whether a partner takes referrals on a day: it says until when it does not, so that a stop ends by itself. */

export interface IntakeStop {
  /** The last day of the stop, `YYYY-MM-DD` in England; null: it takes referrals. */
  readonly stopsIntakeUntil: string | null;
}

export function isIntakeStopped({ stopsIntakeUntil }: IntakeStop, day: string): boolean {
  return stopsIntakeUntil !== null && day <= stopsIntakeUntil;
}
