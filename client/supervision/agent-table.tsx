import type { Agent, Availability } from '../../shared/protocol/desk.ts';
import { useServerNow } from '../ui/clock.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Waited } from '../ui/waited.tsx';
import { say, sayCode } from '../ui/words.ts';
import { atWork, byName, offline } from './agent-order.ts';
import style from './table.module.css';

const SIGN: Readonly<Record<Availability, IconName>> = { available: 'check', break: 'clock', offline: 'leave' };

export function AgentTable({ agents }: { readonly agents: readonly Agent[] }) {
  const here = atWork(agents);
  const away = offline(agents);
  return (
    <section className={style.part}>
      <h2>{say('agents.title')}</h2>
      {here.length === 0 ? <p className={style.quiet}>{say('agents.nobody')}</p> : <Rows agents={here} />}
      {away.length === 0 ? null : (
        <details className={style.quiet}>
          <summary>{say('agents.offline', { count: away.length })}</summary>
          <p>
            {byName(away)
              .map((agent) => agent.name)
              .join(', ')}
          </p>
        </details>
      )}
    </section>
  );
}

function Rows({ agents }: { readonly agents: readonly Agent[] }) {
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{say('agents.name')}</th>
          <th scope="col">{say('agents.availability')}</th>
          <th scope="col" className={style.since}>
            {say('agents.since')}
          </th>
          <th scope="col" className={style.number}>
            {say('agents.load')}
          </th>
        </tr>
      </thead>
      <tbody>
        {agents.map((agent) => (
          <Row key={agent.agentId} agent={agent} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ agent }: { readonly agent: Agent }) {
  const now = useServerNow();
  const paused = agent.pausedUntil !== null && Date.parse(agent.pausedUntil) > now;
  const away = agent.presence === 'away';
  return (
    <tr>
      <th scope="row">{agent.name}</th>
      <td>
        <span className={style.state} data-availability={agent.availability}>
          <Icon name={SIGN[agent.availability]} size={14} />
          {sayCode('availability', agent.availability)}
          {paused ? ` · ${say('agents.paused')}` : null}
          {away ? ` · ${say('agents.away')}` : null}
        </span>
      </td>
      <td className={style.since}>
        <Waited since={agent.since} />
      </td>
      <td className={style.number}>{say('agents.load_of', { load: agent.load, capacity: agent.capacity })}</td>
    </tr>
  );
}
