import { allowNotifications } from '../queue/attention.ts';
import { playRing, unlockSound } from '../queue/tone.ts';
import { BreachCard } from '../registers/breach-card.tsx';
import { LeadOnCall } from '../safeguarding/duty/lead-on-call.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { setPreferences, usePreferences } from './preferences.ts';
import style from './start-screen.module.css';
import { useLive } from './store.ts';
import { showHelp } from './view.ts';

/** What a shift begins with: is the sound on, will I be called, which keys help. */
export function StartScreen() {
  const availability = useLive((live) => live.desk.agent?.availability);
  return (
    <section className={style.start}>
      <h2>{say(availability === 'available' ? 'start.waiting' : 'start.title')}</h2>
      <p>{say(availability === 'available' ? 'start.waiting_text' : 'start.text')}</p>
      <ul className={style.checks}>
        <LeadOnCall />
        <SoundCheck />
        <NotificationCheck />
        <li>
          <Icon name="question" size={18} />
          <span>{say('start.keys')}</span>
          <Button size="small" onClick={() => showHelp(true)}>
            {say('start.keys_show')}
          </Button>
        </li>
      </ul>
    </section>
  );
}

export function NoDesk() {
  const role = useLive((live) => live.account?.role ?? '');
  return (
    <main className={style.start}>
      <h1>{say('start.no_desk')}</h1>
      <p>{say('start.no_desk_text', { role: sayCode('role', role) })}</p>
      <BreachCard />
    </main>
  );
}

function SoundCheck() {
  const sound = usePreferences((preferences) => preferences.sound);
  const test = () => {
    unlockSound();
    window.setTimeout(() => playRing('offer'), 60);
  };
  return (
    <li>
      <Icon name="sound" size={18} />
      <span>{say(sound ? 'start.sound_on' : 'start.sound_off')}</span>
      <span className={style.both}>
        {sound ? (
          <Button size="small" onClick={test}>
            {say('start.sound_test')}
          </Button>
        ) : null}
        <Button size="small" onClick={() => setPreferences({ sound: !sound })}>
          {say(sound ? 'start.sound_mute' : 'start.sound_unmute')}
        </Button>
      </span>
    </li>
  );
}

function NotificationCheck() {
  const on = usePreferences((preferences) => preferences.notifications);
  const toggle = async () => {
    if (on) return setPreferences({ notifications: false });
    const allowed = await allowNotifications();
    setPreferences({ notifications: allowed });
    if (!allowed) notify('problem', say('start.notifications_refused'));
  };
  return (
    <li>
      <Icon name="bell" size={18} />
      <span>{say(on ? 'start.notifications_on' : 'start.notifications_off')}</span>
      <Button size="small" onClick={() => void toggle()}>
        {say(on ? 'start.notifications_stop' : 'start.notifications_allow')}
      </Button>
    </li>
  );
}
