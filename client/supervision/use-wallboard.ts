import { useEffect } from 'react';
import type { Wallboard } from '../../shared/protocol/desk.ts';
import { changeDesk, command, onLevel } from '../app/live.ts';
import { useLive } from '../app/store.ts';

/** Subscribes while a page shows it, and again after each reconnect; the rest is pushed whole (design, section 9). */
export function useWallboard(): Wallboard | null {
  useEffect(() => {
    const watch = async () => {
      const reply = await command('wallboard:watch', {});
      if (reply.ok) changeDesk((desk) => ({ ...desk, wallboard: reply.value.wallboard }));
    };
    if (useLive.getState().line === 'connected') void watch();
    return onLevel(() => void watch());
  }, []);
  return useLive((live) => live.desk.wallboard);
}
