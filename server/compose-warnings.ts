/** What staff are warned of, from every duty that works something out. */
import { londonDay } from '../shared/domain/opening-hours.ts';
import { createLoadedToolsStore, toolWarnings } from './assessments/index.ts';
import type { Platform } from './compose-platform.ts';
import type { Safeguarding } from './compose-safeguarding.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createWarningRoutes, mailWarnings } from './service/index.ts';

export interface WarningParts {
  readonly platform: Platform;
  readonly service: ServiceInForce;
  readonly safeguarding: Pick<Safeguarding, 'warnings'>;
}

export function composeWarnings(
  config: Pick<Config, 'smtpUrl'>,
  { platform, service, safeguarding }: WarningParts,
): RouteTable {
  const { clock, database } = platform;
  const tools = createLoadedToolsStore(database);
  return createWarningRoutes({
    pack: service.pack,
    inForce: service.inForce,
    today: () => londonDay(new Date(clock.now())),
    others: async (day) => {
      const found = await Promise.all([safeguarding.warnings(), toolWarnings(tools, day)]);
      return [...found.flat(), ...mailWarnings(config, service.pack)];
    },
  });
}
