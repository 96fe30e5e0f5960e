/** All that staff are warned of: what is wrong already before what will be, and that by its day. */
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import type { ServicePack } from './pack.ts';
import type { ServiceSettingsInForce } from './service-settings.ts';
import { packWarnings } from './warnings.ts';

export interface WarningsDeps {
  readonly pack: ServicePack;
  readonly inForce: Pick<ServiceSettingsInForce, 'current' | 'version' | 'reload' | 'save'>;
  /** The day in the service's own time zone. */
  readonly today: () => string;
  /** What other duties warn of. */
  readonly others: (day: string) => Promise<readonly ServiceWarning[]>;
}

export async function readWarnings({ pack, inForce, today, others }: WarningsDeps): Promise<ServiceWarning[]> {
  const day = today();
  const all = [...(await others(day)), ...packWarnings(pack, inForce.current(), day)];
  return all.sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** That nobody could be called in an emergency first; entries that nobody has checked are many, and wait longest. */
function rank({ kind, state, on }: ServiceWarning): string {
  const order = kind === 'unverified' ? 3 : state === 'soon' ? 2 : kind === 'duty' ? 0 : 1;
  return `${order} ${on ?? ''}`;
}
