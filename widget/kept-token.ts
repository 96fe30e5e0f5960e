/**
 * All that this device ever keeps of a conversation: its token, in this tab, for a reload. Storage may be refused to a
 * frame (P13); then a reload starts anew and nothing else changes.
 */
const TOKEN = 'hearthline.token';
const ESCAPE = 'hearthline.escape';

export interface Token {
  readonly get: () => string | null;
  readonly set: (value: string) => void;
  readonly drop: () => void;
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

export function createToken(): Token {
  let token = attempt(() => sessionStorage.getItem(TOKEN), null);
  return {
    get: () => token,
    set: (value) => {
      token = value;
      attempt(() => sessionStorage.setItem(TOKEN, value), undefined);
    },
    drop: () => {
      token = null;
      attempt(() => sessionStorage.removeItem(TOKEN), undefined);
    },
  };
}

/** Whether Escape was turned off in this tab (H9). */
export function escapeTurnedOff(): boolean {
  return attempt(() => sessionStorage.getItem(ESCAPE) === 'off', false);
}

export function keepEscape(on: boolean): void {
  attempt(() => (on ? sessionStorage.removeItem(ESCAPE) : sessionStorage.setItem(ESCAPE, 'off')), undefined);
}

/** At exit nothing at all stays, our own choices included. */
export function dropEverything(): void {
  attempt(() => sessionStorage.clear(), undefined);
}
