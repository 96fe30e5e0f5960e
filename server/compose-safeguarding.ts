/** The duty list, and what is due in an emergency, over the duties they stand on. */
import type { ServiceWarning } from '../shared/protocol/http/service-warnings.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import type { RouteTable } from './platform/http-route.ts';
import { createSender } from './platform/send-webhook.ts';
import {
  addTurn,
  createDutyRoutes,
  createDutyTurnsStore,
  createEmergencyWatch,
  type DutyDeps,
  dutyWarnings,
  type EmergencyWatch,
} from './safeguarding/index.ts';

export interface Safeguarding {
  readonly routes: RouteTable;
  readonly watch: EmergencyWatch;
  /** Hours that nobody is on call for. */
  warnings(): Promise<ServiceWarning[]>;
  /** The demonstration has a lead on call, as a service that opens its doors should have. */
  putDemoLeadOnCall(): Promise<void>;
}

/** How long a receiver may take to answer; whoever is called is to hear of it at once. */
const ANSWER_MS = 5_000;

export function composeSafeguarding(
  config: Config,
  platform: Platform,
  duties: Duties,
  service: ServiceInForce,
): Safeguarding {
  const { database, sealing, clock, ids, masterKeys } = platform;
  const duty: DutyDeps = {
    ...{ database, clock, ids, agents: duties.agents, audit: duties.audit },
    turns: createDutyTurnsStore(database, sealing),
    keptUntil: (ends) => service.keptUntil('duty', ends),
    secretOf: (agentId) => masterKeys.derive(`duty-webhook:${agentId}`).toString('base64url'),
    reachable: ['webhook'],
  };
  const watch = createEmergencyWatch({
    ...{ ...duties, duty },
    send: createSender({ privateHosts: config.partnerPrivateHosts, timeoutMs: ANSWER_MS }),
    serviceName: () => service.settings().name,
    timings: () => ({ ...service.settings().queue, ...service.settings().safeguarding }),
  });
  return {
    watch,
    routes: createDutyRoutes(duty),
    warnings: () => dutyWarnings(duty),
    putDemoLeadOnCall: () => putDemoLeadOnCall(duty),
  };
}

const DAY_MS = 86_400_000;
const DEMO_DAYS = 31;

/** A number that is kept for drama: nobody has it. */
async function putDemoLeadOnCall(duty: DutyDeps): Promise<void> {
  const [lead] = await duty.agents.findMany({ role: 'safeguarding_lead', disabledAt: null });
  if (!lead) return;
  const now = duty.clock.now();
  const turn = {
    ...{ clientId: duty.ids.uuid(), agentId: lead._id, contacts: [{ kind: 'phone' as const, value: '01632 960123' }] },
    ...{ from: new Date(now).toISOString(), until: new Date(now + DEMO_DAYS * DAY_MS).toISOString() },
  };
  await addTurn(duty, turn, { agentId: 'start', name: 'the demonstration', role: 'system' });
}
