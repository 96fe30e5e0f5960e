/**
 * What somebody typed on the public page, right or wrong: the same row is written and the same answer given (V3), however many came
 * from there before, or whoever shares the line would learn that it was used, and could keep it used up (H7). Whether it was right is
 * found out afterwards, a moment later than it came, so that no pace of the service tells it.
 */
import type { ReturningDeps } from './deps.ts';

const REFERENCE_UNITS = 64;
const PHRASE_UNITS = 400;
const AFTER_MS = 250;
const WITHIN_MS = 1_750;
const DAY_MS = 86_400_000;

export async function receiveTry(
  deps: Pick<ReturningDeps, 'placeOf' | 'isCrowding' | 'slowDown' | 'clock' | 'ids' | 'tries'>,
  { reference, phrase }: { readonly reference: string; readonly phrase: string },
  address: string,
): Promise<void> {
  await deps.slowDown();
  const at = deps.clock.now();
  const [first = 0, second = 0] = deps.ids.bytes(2);
  const dueAt = at + AFTER_MS + Math.floor((WITHIN_MS * (first * 256 + second)) / 65_536);
  const place = deps.placeOf(address);
  const crowded = place !== null && (await deps.isCrowding(place));
  const doc = { _id: deps.ids.uuid(), receivedAt: at, dueAt, crowded, purgeAt: new Date(at + DAY_MS) };
  await deps.tries.add(doc, {
    ...{ reference: reference.slice(0, REFERENCE_UNITS), phrase: phrase.slice(0, PHRASE_UNITS) },
    place,
  });
}
