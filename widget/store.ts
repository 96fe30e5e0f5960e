/** Holds the state and tells who listens; what happens is decided in `reduce.ts`. */
import { reduce } from './reduce.ts';
import type { Happening, State } from './state.ts';

export interface Store {
  readonly state: () => State;
  readonly tell: (event: Happening) => void;
  /** What needs no rule: this is now so. */
  readonly set: (part: Partial<State>) => void;
  readonly listen: (listener: (state: State) => void) => void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const listeners = new Set<(state: State) => void>();
  const become = (next: State): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(state);
  };
  return {
    state: () => state,
    tell: (event) => become(reduce(state, event)),
    set: (part) => become({ ...state, ...part }),
    listen: (listener) => {
      listeners.add(listener);
    },
  };
}
