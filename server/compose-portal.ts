/** The partners' portal over referrals: whose a referral is, who of the staff may read what a partner said, who is told. */
import { type CasesDeps, reachCase } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Platform } from './compose-platform.ts';
import { REFERRAL_CHANGED, type Referrals } from './compose-referrals.ts';
import type { ServiceInForce } from './compose-service.ts';
import { mayReach } from './conversations/index.ts';
import { createCardsStore } from './partners/index.ts';
import type { RouteTable, StaffSession } from './platform/http-route.ts';
import {
  createPortalRoutes,
  createPortalRows,
  createThreadStore,
  isAnyPartnerHere,
  tellPortal,
} from './portal/index.ts';
import {
  causeOf,
  createNoticesStore,
  createOutboxStore,
  createSentStore,
  type ReferralRow,
} from './referrals/index.ts';
import { purgeAt } from './service/index.ts';

export interface PortalParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly service: ServiceInForce;
  readonly cases: CasesDeps;
  readonly referrals: Pick<Referrals, 'partners' | 'changed' | 'sharing'>;
}

export function composePortal(parts: PortalParts): RouteTable {
  const { platform, duties, service, referrals } = parts;
  const { database, sealing, clock, ids } = platform;
  const outbox = createOutboxStore(database);
  platform.signals.subscribe(REFERRAL_CHANGED, ({ referralId }) => {
    if (typeof referralId !== 'string' || !isAnyPartnerHere(duties.rooms)) return;
    const tell = async () => {
      const row = await outbox.find(referralId);
      if (row) tellPortal(duties.rooms, row);
    };
    platform.background.run(tell(), 'a partner could not be told of a referral');
  });
  return createPortalRoutes({
    ...{ database, clock, ids, audit: duties.audit, outbox },
    rows: createPortalRows(database),
    sent: createSentStore(database, sealing),
    thread: createThreadStore(database, sealing),
    cards: createCardsStore(database),
    notices: createNoticesStore(database),
    ...{ partners: referrals.partners, changed: referrals.changed, maySayMore: referrals.sharing.maySayMore },
    questionIsOver: (referralId) => duties.safeguarding.putAway(causeOf(referralId, 'referral_question')),
    codes: () => service.codes(),
    desk: service.pack.desk,
    purgeAt: (ended) => purgeAt(service.settings().retention, 'referral', ended),
    mayRead: (row, who) => mayRead(parts, row, who),
    noteIn: async (session, row, { answer, by, at }) => {
      const talk = row.conversationId === null ? null : await duties.store.findIn(session, row.conversationId);
      const found = await parts.cases.cases.find(row.caseId ?? talk?.caseId ?? '', session);
      if (found === null) return;
      const about = { kind: 'referral', id: row.referralId };
      const codes = { answer, recipient: row.recipientId };
      const event = { kind: 'referral_answered', about, codes, by, at };
      await parts.cases.events.addIn(session, { caseId: found._id, ...event });
    },
  });
}

/** Whoever answers for all referrals, who sent this one, and who may see the talk or the case; never who knows somebody in it. */
async function mayRead({ duties, cases }: PortalParts, row: ReferralRow, who: StaffSession): Promise<boolean> {
  const { conversationId, caseId = null, createdBy } = row;
  const isKeptOut = await duties.keptOut([{ conversationId, caseId }]);
  if (isKeptOut({ conversationId, caseId }, who.agentId)) return false;
  if (who.role === 'coordinator' || who.role === 'safeguarding_lead' || createdBy === who.agentId) return true;
  const talk = conversationId === null ? null : await duties.store.find(conversationId);
  if (talk && mayReach(talk, 'conversation.read', { ...who, socketId: '' }).ok) return true;
  const ofCase = caseId ?? talk?.caseId ?? null;
  return ofCase !== null && (await reachCase(cases, 'case.read', who, ofCase)).ok;
}
