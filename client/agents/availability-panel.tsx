import type { Agent, Availability } from '../../shared/protocol/desk.ts';
import { changeDesk, command } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { Button } from '../ui/button.tsx';
import { useServerNow } from '../ui/clock.ts';
import { clockOf } from '../ui/durations.ts';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './availability-panel.module.css';

const CHOICES: readonly Availability[] = ['available', 'break', 'offline'];

async function choose(agent: Agent, change: { availability?: Availability; capacity?: number }): Promise<void> {
  const reply = await command('availability:set', { availability: agent.availability, ...change });
  if (!reply.ok) return notifyProblem(reply.error);
  const { value } = reply;
  changeDesk((desk) => (desk.agent === null ? desk : { ...desk, agent: { ...desk.agent, ...value } }));
}

export function AvailabilityPanel() {
  const agent = useLive((live) => live.desk.agent);
  useShortcut('available', () => void (agent && choose(agent, { availability: 'available' })), agent !== null);
  useShortcut('break', () => void (agent && choose(agent, { availability: 'break' })), agent !== null);
  if (agent === null) return <p className={style.loading}>{say('loading')}</p>;
  return (
    <section className={style.panel} aria-label={say('availability.label')}>
      <fieldset className={style.choices}>
        <legend className="visually-hidden">{say('availability.label')}</legend>
        {CHOICES.map((availability) => (
          <label key={availability} className={style.choice} data-availability={availability}>
            <input
              type="radio"
              name="availability"
              className="visually-hidden"
              checked={agent.availability === availability}
              onChange={() => void choose(agent, { availability })}
            />
            <span className={style.dot} aria-hidden="true" />
            {sayCode('availability', availability)}
          </label>
        ))}
      </fieldset>
      <Capacity agent={agent} />
      <Pause agent={agent} />
    </section>
  );
}

function Capacity({ agent }: { readonly agent: Agent }) {
  const set = (capacity: number) => void choose(agent, { capacity });
  return (
    <div className={style.capacity}>
      <span>
        {say('capacity.load', { load: agent.load, capacity: agent.capacity })}
        <span className={style.most}>{say('capacity.most', { most: agent.maximumCapacity })}</span>
      </span>
      <Button
        size="small"
        aria-label={say('capacity.less')}
        disabled={agent.capacity <= 1}
        onClick={() => set(agent.capacity - 1)}
      >
        −
      </Button>
      <Button
        size="small"
        aria-label={say('capacity.more')}
        disabled={agent.capacity >= agent.maximumCapacity}
        onClick={() => set(agent.capacity + 1)}
      >
        +
      </Button>
    </div>
  );
}

/** After a hard conversation nobody is offered another for a while; the person may end that earlier (H19). */
function Pause({ agent }: { readonly agent: Agent }) {
  const now = useServerNow();
  const left = agent.pausedUntil === null ? 0 : Date.parse(agent.pausedUntil) - now;
  if (left <= 0) return null;
  const end = async () => {
    const reply = await command('pause:end', {});
    if (!reply.ok) return notifyProblem(reply.error);
    changeDesk((desk) => ({ ...desk, agent: reply.value.agent }));
  };
  return (
    <div className={style.pause}>
      <Icon name="clock" />
      <span>{say('pause.text', { left: clockOf(left) })}</span>
      <Button size="small" onClick={() => void end()}>
        {say('pause.end')}
      </Button>
    </div>
  );
}
