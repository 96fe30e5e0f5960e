/**
 * Who at work could take a conversation, whether or not they are free. Required skills and a needed language never relax;
 * preferences relax with time; exclusions lapse when nobody else is left, a conflict of interest never.
 */
import type { Reason } from '../../shared/protocol/desk.ts';
import { type Standing, standingExclusions } from './exclusions.ts';
import type { Group, Pool } from './roster.ts';
import type { Wanted } from './wanted.ts';

export interface PreferenceSettings {
  readonly languageRelaxesMs: number;
  readonly youngSkillRelaxesMs: number;
}

export interface Suitable {
  /** Whom to ask, leaving out the barred. */
  readonly asked: Pool;
  /** All who could do it; those outside `asked` are kept out by a preference. */
  readonly able: Pool;
  readonly barred: Standing;
  /** Everybody who could is excluded: exclusions that may lapse have lapsed, and a supervisor is to know. */
  readonly exhausted: boolean;
  /** Why there is nobody, where there is nobody. */
  readonly nobody: Reason | null;
}

const NOBODY_BARRED: Standing = new Map();

export function suitableAgents(wanted: Wanted, group: Group, now: number, settings: PreferenceSettings): Suitable {
  const { able } = group;
  const nothing = { asked: able, able, barred: NOBODY_BARRED };
  if (able.size === 0) return { ...nothing, exhausted: false, nobody: group.nobody(wanted) };
  const standing = wanted.exclusions.length === 0 ? NOBODY_BARRED : standingExclusions(wanted.exclusions, now);
  const exhausted = able.sizeWithout(standing) === 0;
  const barred = exhausted ? neverLapsing(standing) : standing;
  if (exhausted && able.sizeWithout(barred) === 0) {
    return { ...nothing, barred, exhausted, nobody: { code: 'conflict_of_interest' } };
  }
  return { asked: preferring(wanted, group, barred, now, settings), able, barred, exhausted, nobody: null };
}

function neverLapsing(standing: Standing): Standing {
  return new Map([...standing].filter(([, { until }]) => until === null));
}

/**
 * A preference is waited for only while somebody at work could meet it, else the wait would buy nothing; somebody in
 * danger waits for none. Met or not, it still counts in the choice.
 */
function preferring(
  { priority, enqueuedAt }: Wanted,
  group: Group,
  barred: Standing,
  now: number,
  settings: PreferenceSettings,
): Pool {
  if (priority === 'danger') return group.able;
  const waited = now - enqueuedAt;
  const speaks = waited < settings.languageRelaxesMs && group.speaking().sizeWithout(barred) > 0;
  const understood = speaks ? group.speaking() : group.able;
  if (waited >= settings.youngSkillRelaxesMs) return understood;
  const skilled = group.skilled(speaks);
  return skilled.sizeWithout(barred) > 0 ? skilled : understood;
}
