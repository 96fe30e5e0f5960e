/** What the portal needs of the world; put together once, in compose-portal.ts. */
import type { PartnerAnswer } from '../../shared/domain/portal-moves.ts';
import type { KnownCodes } from '../../shared/reference/known-codes.ts';
import type { Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { CardsStore, Partners } from '../partners/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { NoticesStore, OutboxStore, ReferralRow, SentStore } from '../referrals/index.ts';
import type { ServicePack } from '../service/index.ts';
import type { PortalRows } from './portal-rows.store.ts';
import type { ThreadStore } from './thread.store.ts';

/** That a partner answered, and what by its code: the words stay with the referral. */
interface Said {
  readonly answer: PartnerAnswer;
  readonly by: { readonly agentId: string; readonly name: string };
  readonly at: number;
}

export interface PortalDeps {
  readonly database: Database;
  readonly outbox: Pick<OutboxStore, 'find' | 'findIn' | 'changeIn'>;
  readonly rows: PortalRows;
  readonly sent: Pick<SentStore, 'of' | 'keepUntilIn'>;
  readonly thread: ThreadStore;
  readonly cards: CardsStore;
  /** E-mails to partners that say that something is there, and nothing else. */
  readonly notices: Pick<NoticesStore, 'putIn'>;
  readonly partners: Partners;
  /** Whom a partner rings. */
  readonly desk: ServicePack['desk'];
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Which codes may be written down today. */
  readonly codes: () => KnownCodes;
  /** When a referral that ended at this time is deleted. */
  readonly purgeAt: (ended: Date) => Date;
  /** Whether what is said may still leave: they may have asked to stop, or taken their yes back. */
  readonly maySayMore: (session: Session, row: ReferralRow) => Promise<Result<null>>;
  /** Whether this member of staff may see the talk or the case that the referral was made in. */
  readonly mayRead: (row: ReferralRow, who: StaffSession) => Promise<boolean>;
  /** In the timeline of the case that it was made in, or that its talk is part of by now, if there is one. */
  readonly noteIn: (session: Session, row: ReferralRow, said: Said) => Promise<void>;
  /** The partner's question is answered, or needs no answer any more: nobody is called to it. */
  readonly questionIsOver: (referralId: string) => Promise<void>;
  /** Tells staff and partner, on every node, that this referral changed. */
  readonly changed: (row: ReferralRow) => void;
}
