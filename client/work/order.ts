// What presses most stands first.
interface Due {
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly pressing: boolean;
}

/** What is counted in hours first; then what is overdue, longest ago at the top; then what comes soonest. */
export function mostUrgentFirst<T extends Due>(reminders: readonly T[]): readonly T[] {
  return [...reminders].sort(
    (a, b) =>
      Number(b.pressing) - Number(a.pressing) ||
      Number(b.overdue) - Number(a.overdue) ||
      Date.parse(a.dueAt) - Date.parse(b.dueAt),
  );
}
