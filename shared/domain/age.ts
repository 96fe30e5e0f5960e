/** Age in whole years, as a birthday is counted in England: who is born on 29 February has theirs on 1 March. */

/** Both days YYYY-MM-DD. */
export function yearsBetween(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}
