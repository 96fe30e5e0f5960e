/** The daily work on cases over the cases themselves: safe contact, plans, reminders, cover. */

import { createAssessmentsStore, createLoadedToolsStore, measuresOf } from './assessments/index.ts';
import { type CasesDeps, eraseByCase, WORKS_ON_CASES } from './cases/index.ts';
import { CASE_CHANGED, CASE_KEPT_OUT, causeOfNoOwner } from './compose-cases.ts';
import type { Duties } from './compose-duties.ts';
import { AGENT_STOPPED } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import {
  attemptsSpec,
  callbacksSpec,
  contactsSpec,
  contactVersionsSpec,
  createAttemptsStore,
  createCallbacksStore,
  createContactFollower,
  createContactRoutes,
  createContactsStore,
  createHeldDetails,
  stopsSpec,
} from './contacts/index.ts';
import { agentRoom } from './conversations/index.ts';
import { afterCaseChange, createCoverRoutes, createCoverStore, type LeftDeps, releaseCases } from './cover/index.ts';
import { createInboundReferralsStore, remindedReferrals } from './inbound/index.ts';
import {
  actionsSpec,
  createActionsStore,
  createPlanFollower,
  createPlanRoutes,
  createPlansStore,
  createTherapistNotesStore,
  createTherapyRoutes,
  plansSpec,
  therapistNotesSpec,
  therapyScopeOf,
} from './plans/index.ts';
import type { RouteTable } from './platform/http-route.ts';
import { type Repeating, repeat } from './platform/repeat.ts';
import type { Rooms } from './platform/rooms.ts';
import {
  createRemind,
  createReminderRoutes,
  createRemindersStore,
  type ReminderDoc,
  reminderFollower,
  remindersSpec,
  runReminders,
  saidOf,
  tellReminders,
} from './reminders/index.ts';

export interface CaseWork {
  readonly routes: RouteTable;
  stop(): Promise<void>;
}

export interface CaseWorkParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
}

export const REMINDER_SAID = 'reminder:said';
const LOOK_FOR_LEAVERS_MS = 5_000;

export function composeCaseWork(config: Config, parts: CaseWorkParts): CaseWork {
  const { platform, service, cases } = parts;
  const { database, sealing, clock, logger, signals } = platform;
  const covers = createCoverStore(database, sealing);
  const reminders = createRemindersStore(database);
  const remind = createRemind(reminders);
  const contacts = {
    ...{ cases, remind, contacts: createContactsStore(database, sealing) },
    ...{ attempts: createAttemptsStore(database, sealing), callbacks: createCallbacksStore(database, sealing) },
  };
  const [assessments, tools] = [createAssessmentsStore(database, sealing), createLoadedToolsStore(database)];
  const plans = {
    ...{
      cases,
      remind,
      groups: service.pack.planGroups,
      plans: createPlansStore(database, sealing),
      actions: createActionsStore(database, sealing),
    },
    notes: createTherapistNotesStore(database, sealing),
    measuresOf: (planId: string) => measuresOf({ assessments, tools }, planId),
  };
  cases.followers.push(createContactFollower(contacts), createPlanFollower(plans), reminderFollower(remind));
  cases.heldDetails.push(createHeldDetails(contacts));
  cases.erasers.push(
    eraseByCase(database, [contactsSpec, contactVersionsSpec, attemptsSpec, stopsSpec, callbacksSpec]),
    eraseByCase(database, [plansSpec, actionsSpec, remindersSpec]),
    eraseByCase(database, [therapistNotesSpec], (caseId) => [therapyScopeOf(caseId)]),
  );
  const said = (docs: readonly ReminderDoc[]) => signals.publish(REMINDER_SAID, { ...saidOf(docs) });
  const { redisUrl, redisPrefix } = config;
  const running = runReminders({ store: reminders, clock, logger, redisUrl, redisPrefix, said });
  const leavers = watchLeavers(parts);
  signals.subscribe(CASE_CHANGED, ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string')
      platform.background.run(running.schedule(caseId), 'reminders could not be put on time');
  });
  tellDesks(parts);
  const coveredBy = (agentId: string) => covers.coveredBy(agentId, clock.now());
  const received = { cases, referrals: createInboundReferralsStore(database, sealing) };
  return {
    routes: [
      ...createContactRoutes(contacts),
      ...createPlanRoutes(plans),
      ...createTherapyRoutes(plans),
      ...createReminderRoutes({
        ...{ store: reminders, cases, clock, coveredBy },
        referralsFor: (...asked) => remindedReferrals(received, ...asked),
      }),
      ...createCoverRoutes({
        ...{ cases, store: covers },
        keptUntil: (endsAt) => service.port.keptUntil('availability', endsAt),
      }),
    ],
    stop: async () => {
      await leavers.stop();
      await running.stop();
    },
  };
}

function tellDesks({ platform, duties, cases }: CaseWorkParts): void {
  platform.signals.subscribe(CASE_KEPT_OUT, ({ caseId }) => {
    if (typeof caseId !== 'string') return;
    const telling = cases.cases.find(caseId).then((doc) => tellKnowers(duties.rooms, doc?.exclusions ?? []));
    platform.background.run(telling, 'whoever is kept out of a case could not be told');
  });
  platform.signals.subscribe(REMINDER_SAID, ({ agentIds, escalated, forLeads }) => {
    const ids = Array.isArray(agentIds) ? agentIds.filter((each) => typeof each === 'string') : [];
    tellReminders(duties.rooms, { agentIds: ids, escalated: escalated === true, forLeads: forLeads === true });
  });
}

/** It may stand open on their screen: their pages ask for it again, and are told that it is not there. */
function tellKnowers(rooms: Rooms, agentIds: readonly string[]): void {
  for (const agentId of agentIds)
    for (const follower of rooms.followers(agentRoom(agentId))) follower.emit('cases:changed', {});
}

/** Whose cases are nobody's from now on: looked for at once when somebody stops working, and again and again. */
function watchLeavers({ platform, duties, cases }: CaseWorkParts): Repeating {
  const { signals, logger, background } = platform;
  const causeOf = (agentId: string) => `cases_without_owner:${agentId}`;
  const left: LeftDeps = {
    cases,
    gone: async () => {
      const agents = await duties.agents.findMany({
        $or: [{ disabledAt: { $ne: null } }, { role: { $nin: [...WORKS_ON_CASES] } }],
      });
      return agents.map(({ _id: agentId, name }) => ({ agentId, name }));
    },
    raise: (agentId) =>
      duties.safeguarding.raiseAlert({ kind: 'cases_without_owner', agentId, causeId: causeOf(agentId) }),
    putAway: (agentId) => duties.safeguarding.putAway(causeOf(agentId)),
    isNobodys: (caseId) => duties.safeguarding.announce(causeOfNoOwner(caseId)),
    isSomebodys: (caseId) => duties.safeguarding.putAway(causeOfNoOwner(caseId)),
  };
  const look = repeat({ name: 'leavers', everyMs: LOOK_FOR_LEAVERS_MS, logger }, () => releaseCases(left));
  signals.subscribe(AGENT_STOPPED, () => look.soon());
  signals.subscribe(CASE_CHANGED, ({ caseId }, origin) => {
    if (origin === 'here' && typeof caseId === 'string')
      background.run(afterCaseChange(left, caseId), 'an alert about cases could not be put away');
  });
  return look;
}
