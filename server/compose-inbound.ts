/** Received referrals over the duties they stand on: cases, contacts, alerts, and the service pack. */
import type { InboundReferralForm } from '../shared/protocol/inbound-referral.ts';
import type { Result } from '../shared/result.ts';
import type { CaseCaller, CasesDeps } from './cases/index.ts';
import { REMINDER_SAID } from './compose-case-work.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import { followPassedOn, recipientsPort } from './compose-passing.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import { addContact, createAttemptsStore, createCallbacksStore, createContactsStore } from './contacts/index.ts';
import {
  callForLate,
  createImportRoutes,
  createImports,
  createInboundReferralRoutes,
  createInboundReferralsStore,
  createKeyedNames,
  createSendersStore,
  type DemoSender,
  eraseReferralsOfCase,
  followMissed,
  type InboundDeps,
  type Origin,
  purgeImports,
  purgeInbound,
  type Received,
  type ReferredContact,
  receiveReferral,
  releaseLeft,
  resumeImports,
  sealReferralBody,
  seedDemo,
} from './inbound/index.ts';
import type { Partners } from './partners/index.ts';
import { createContentDigest } from './platform/content-digest.ts';
import type { RouteTable } from './platform/http-route.ts';
import type { Limiter } from './platform/rate-limit.redis.ts';
import { createSealedJson } from './platform/sealed-json.ts';
import { createRemind, createRemindersStore } from './reminders/index.ts';

export interface Inbound {
  readonly routes: RouteTable;
  readonly looks: Readonly<Record<string, () => Promise<void>>>;
  /** For forms: the same door as the feed's. */
  receive(form: InboundReferralForm, origin: Origin): Promise<Result<Received>>;
  /** The demonstration's sender; null where there is one already. `keep` writes its key down first. */
  demoSender(keep: (sender: DemoSender) => Promise<void>): Promise<DemoSender | null>;
  stop(): void;
}

export interface InboundParts {
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
  readonly partners: Pick<Partners, 'find'>;
}

export function composeInbound(platform: Platform, parts: InboundParts): Inbound {
  const { database, sealing, clock, ids, masterKeys, signals } = platform;
  const { duties, service, cases } = parts;
  const deps: InboundDeps = {
    ...{ database, clock, ids, cases, audit: duties.audit, partners: service.pack.partners, areas: service.pack.areas },
    referrals: createInboundReferralsStore(database, sealing),
    recipients: recipientsPort(platform, parts),
    senders: createSendersStore(database),
    names: createKeyedNames(masterKeys),
    contentDigest: createContentDigest(masterKeys, 'inbound-referral'),
    newKeys: (scopes) => sealing.newKeys(scopes),
    forgetKey: (scope) => sealing.forget(scope),
    shredIn: (session, scopes) => sealing.shredIn(session, scopes),
    shredded: (scope) => {
      sealing.forget(scope);
      signals.publish('key:shredded', { scope });
    },
    sealBody: sealReferralBody(createSealedJson(sealing)),
    facts: () => ({
      clocks: service.settings().cases.clocks,
      ...{ codes: service.codes(), versions: service.versions() },
    }),
    alerts: {
      raiseIn: (session, alert) => duties.safeguarding.raiseAlertIn(session, alert),
      announce: (causeId) => duties.safeguarding.announce(causeId),
      putAway: (causeId) => duties.safeguarding.putAway(causeId),
    },
    reminders: remindersPort(platform),
    purgeAt: (endedAt) => service.keptUntil('inbound_referral', endedAt),
    addContact: addReferredContact(platform, cases),
  };
  followPassedOn(platform, deps);
  cases.erasers.push(eraseReferralsOfCase(database));
  const imports = createImports(deps, { sealing, nodeId: platform.nodeId, background: platform.background });
  return {
    routes: [
      ...createInboundReferralRoutes({ ...deps, limit: keyLimits(parts.identity) }),
      ...createImportRoutes(imports),
    ],
    looks: {
      'inbound-late': () => callForLate(deps),
      'inbound-over': () => purgeInbound(deps),
      'inbound-left': () => releaseLeft(deps),
      'inbound-passed-on': () => followMissed(deps),
      'imports-over': () => purgeImports(imports),
      'imports-on': () => resumeImports(imports),
    },
    receive: (form, origin) => receiveReferral(deps, form, origin),
    demoSender: (keep) => seedDemo(deps, keep),
    stop: () => imports.stop(),
  };
}

function remindersPort({ database, signals }: Platform): InboundDeps['reminders'] {
  const remind = createRemind(createRemindersStore(database));
  const idOf = (referralId: string) => `inbound:${referralId}`;
  return {
    putIn: (session, { referralId, kind, dueAt, owner, teamId }, now) => {
      const about = { kind: 'inbound_referral', id: referralId };
      const reminder = { reminderId: idOf(referralId), kind, about, dueAt, assignee: owner, teamId };
      return remind.putWithoutCaseIn(session, reminder, now);
    },
    removeIn: (session, referralId) => remind.removeIn(session, idOf(referralId)),
    told: (agentIds, wereOverdue) =>
      signals.publish(REMINDER_SAID, { agentIds, escalated: wereOverdue, forLeads: false }),
  };
}

/** The gate of the case holds until somebody has asked there; what is known to be unsafe stays so. */
function addReferredContact({ database, sealing }: Platform, cases: CasesDeps): InboundDeps['addContact'] {
  const contacts = {
    ...{ cases, remind: createRemind(createRemindersStore(database)) },
    ...{ contacts: createContactsStore(database, sealing), attempts: createAttemptsStore(database, sealing) },
    callbacks: createCallbacksStore(database, sealing),
  };
  return (caseId: string, { clientId, channel, value, safe, said }: ReferredContact, caller: CaseCaller) =>
    addContact(
      contacts,
      {
        ...{ caseId, clientId, channel, value, said, holder: 'person', safe, toldBy: null },
        ...{ anyTime: false, safeTimes: [], neverTimes: [], voicemail: null, textOk: null, senderNameOk: null },
        ...{ codeWord: null, deviceSeenBy: null, sharedAccount: null, itemisedBill: null, interpreterGender: null },
        ...{ askFor: null, alternative: null, recheckOn: null, preferred: false },
      },
      caller,
    );
}

/** Each key has its own minute; keys of the same rate are counted by one limiter. */
function keyLimits({ limits }: Identity): (keyId: string, perMinute: number) => Promise<number | null> {
  const byRate = new Map<number, Limiter>();
  return (keyId, perMinute) => {
    const limiter =
      byRate.get(perMinute) ?? limits.limiter({ name: `inbound:${perMinute}`, points: perMinute, seconds: 60 });
    byRate.set(perMinute, limiter);
    return limiter.consume(keyId);
  };
}
