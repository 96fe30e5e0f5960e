/** A day without a time, YYYY-MM-DD, as `24 November 2026`; what is no day stays as it is. */
export function dayInWords(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return at.toLocaleDateString('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
}
