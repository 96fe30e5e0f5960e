// What presses most stands first.
interface Due {
  readonly dueAt: string;
  readonly overdue: boolean;
}

/** What is overdue first, longest ago at the top; then what comes soonest. */
export function overdueFirst<T extends Due>(reminders: readonly T[]): readonly T[] {
  return [...reminders].sort(
    (a, b) => Number(b.overdue) - Number(a.overdue) || Date.parse(a.dueAt) - Date.parse(b.dueAt),
  );
}
