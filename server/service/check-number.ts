/**
 * Somebody rang a help line and it is what the list says (D5): said by name and day, and a version of the settings like any
 * other change, so that who said so and when stays.
 */
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffSession } from '../platform/http-route.ts';
import { readWarnings, type WarningsDeps } from './read-warnings.ts';

/** Two who check different numbers at once both save; more than that at once is no coincidence. */
const TRIES = 3;

export async function checkNumber(
  deps: WarningsDeps,
  code: string,
  { agentId, name }: Pick<StaffSession, 'agentId' | 'name'>,
): Promise<Result<{ warnings: ServiceWarning[] }>> {
  const { pack, inForce, today } = deps;
  if (!pack.numbers.some((each) => each.code === code)) return fail('not_found');
  const check = { day: today(), by: name };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const settings = inForce.current();
    if (settings.numberChecks[code]?.day === check.day) return ok({ warnings: await readWarnings(deps) });
    const saved = await inForce.save({
      after: inForce.version(),
      settings: { ...settings, numberChecks: { ...settings.numberChecks, [code]: check } },
      by: agentId,
      reason: `The number of ${code} was checked`,
    });
    if (saved.ok) return ok({ warnings: await readWarnings(deps) });
    if (saved.error.code !== 'conflict') return saved;
    await inForce.reload();
  }
  return fail('conflict');
}
