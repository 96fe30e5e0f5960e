/**
 * Which keys mean "leave now" (H9). Three presses of Shift alone, each within five seconds of the one before, or Escape
 * once. Anything that shows Shift was used for something else starts the count again: capitals, Shift and a click.
 */

export const PRESSES_TO_LEAVE = 3;
export const BETWEEN_PRESSES_MS = 5_000;

/** What of a keyboard event counts; a real `KeyboardEvent` has it all. */
export interface Key {
  readonly type: string;
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly metaKey?: boolean;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
}

export interface ShiftCount {
  readonly presses: number;
  readonly at: number;
  /** Shift is down and nothing else has been pressed since. */
  readonly alone: boolean;
}

export const noPresses: ShiftCount = { presses: 0, at: 0, alone: false };

/** A press counts when Shift is let go; `presses` of the answer reaches three at the moment to leave. */
export function countShift(count: ShiftCount, key: Key, now: number): ShiftCount {
  if (key.key !== 'Shift' || key.ctrlKey || key.altKey || key.metaKey) return noPresses;
  if (key.type === 'keydown') return { ...count, alone: true };
  if (!count.alone) return noPresses;
  return { presses: now - count.at > BETWEEN_PRESSES_MS ? 1 : count.presses + 1, at: now, alone: false };
}

/** While somebody composes a letter, a press of Escape belongs to the input method; the next one leaves all the same. */
export function isComposing(key: Key): boolean {
  return key.isComposing === true || key.keyCode === 229;
}

/** Watches this window for three Shifts; tells the presses still missing, 0 to leave. */
export function watchShift(signal: AbortSignal, told: (missing: number) => void): void {
  let count = noPresses;
  const options = { capture: true, signal };
  const onKey = (event: KeyboardEvent): void => {
    count = countShift(count, event, Date.now());
    if (event.type === 'keyup' && count.presses > 0) told(PRESSES_TO_LEAVE - count.presses);
  };
  addEventListener('keydown', onKey, options);
  addEventListener('keyup', onKey, options);
  addEventListener('pointerdown', () => (count = noPresses), options);
}
