// How the console calls a person who looks elsewhere. Neither title nor notification says who or what (H19).
import { useEffect } from 'react';
import { usePreferences } from '../app/preferences.ts';
import { say } from '../ui/words.ts';
import { playRing, type Ring, unlockSound } from './tone.ts';

const RING_EVERY_MS = 2_800;

export interface Attention {
  readonly ring: Ring | null;
  readonly unread: number;
  readonly page: string;
}

export function titleOf({ ring, unread, page }: Attention): string {
  if (ring !== null) return `● ${say(ring === 'alert' ? 'attention.alert' : 'attention.offer')} · ${say('brand')}`;
  return unread > 0 ? `(${unread}) ${page} · ${say('brand')}` : `${page} · ${say('brand')}`;
}

export function useAttention(attention: Attention): void {
  const { ring } = attention;
  const sound = usePreferences((preferences) => preferences.sound);
  const notifications = usePreferences((preferences) => preferences.notifications);
  const title = titleOf(attention);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (ring === null || !sound) return;
    playRing(ring);
    const timer = window.setInterval(() => playRing(ring), RING_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [ring, sound]);
  useEffect(() => {
    if (ring === null || !notifications || !document.hidden) return;
    return showNotification();
  }, [ring, notifications]);
}

export function useSoundUnlocking(): void {
  useEffect(() => {
    window.addEventListener('pointerdown', unlockSound);
    window.addEventListener('keydown', unlockSound);
    return () => {
      window.removeEventListener('pointerdown', unlockSound);
      window.removeEventListener('keydown', unlockSound);
    };
  }, []);
}

/** Asked for by a click only. */
export async function allowNotifications(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

function showNotification(): (() => void) | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined;
  const notification = new Notification(say('brand'), { body: say('attention.notification'), tag: 'hearthline' });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
  return () => notification.close();
}
