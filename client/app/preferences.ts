// What the console keeps on this device: how a person likes to work, never anything about a conversation (E11).
import { create } from 'zustand';
import { EMERGENCY_CHORD } from './shortcuts.ts';

export interface Preferences {
  readonly singleKeys: boolean;
  readonly emergencyChord: string;
  readonly sound: boolean;
  readonly notifications: boolean;
}

const KEY = 'hearthline.preferences';
const usual: Preferences = {
  singleKeys: true,
  emergencyChord: EMERGENCY_CHORD,
  sound: true,
  notifications: false,
};

/** Anything that is not ours, or a browser that allows no storage, gives the usual settings. */
export function readPreferences(stored: string | null): Preferences {
  try {
    const found = JSON.parse(stored ?? '{}') as Partial<Record<keyof Preferences, unknown>>;
    return {
      singleKeys: typeof found.singleKeys === 'boolean' ? found.singleKeys : usual.singleKeys,
      emergencyChord: typeof found.emergencyChord === 'string' ? found.emergencyChord : usual.emergencyChord,
      sound: typeof found.sound === 'boolean' ? found.sound : usual.sound,
      notifications: typeof found.notifications === 'boolean' ? found.notifications : usual.notifications,
    };
  } catch {
    return usual;
  }
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const usePreferences = create<Preferences>(() => readPreferences(stored()));

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(usePreferences.getState()));
  } catch {
    // Kept for this page only: the browser allows no storage.
  }
}
