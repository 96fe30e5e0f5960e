/** A consent as staff of its case read it: what they were asked, what they agreed to, in which words, and what became of it. */
import { consentStanding } from '../../shared/domain/written-consent.ts';
import type { CaseConsent } from '../../shared/protocol/http/consents.ts';
import { SealBroken } from '../platform/cipher.ts';
import { iso } from '../platform/ports.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import type { Card, ConsentDoc, ConsentRecordText, RequestDoc } from './consent-record.ts';
import { isReviewNear } from './review-due.ts';

type Deps = Pick<CaseConsentDeps, 'consents' | 'cases'>;

interface Shown {
  readonly doc: ConsentDoc;
  readonly request: RequestDoc | undefined;
  readonly nameOf: (agentId: string) => string;
  readonly now: number;
}

export async function presentOne(deps: Deps, doc: ConsentDoc): Promise<CaseConsent> {
  const [first] = await presentConsents(deps, [doc]);
  if (!first) throw new Error('one consent was asked for');
  return first;
}

export async function presentConsents(deps: Deps, docs: readonly ConsentDoc[]): Promise<CaseConsent[]> {
  const requests = await deps.consents.requestsNamed([...new Set(docs.map(({ requestId }) => requestId))]);
  const staff = docs.length === 0 ? [] : await deps.cases.staff.all(null);
  const names = new Map(staff.map(({ agentId, name }) => [agentId, name]));
  const nameOf = (agentId: string) => names.get(agentId) ?? '';
  const now = deps.cases.clock.now();
  return Promise.all(
    docs.map((doc) => {
      const request = requests.find(({ _id }) => _id === doc.requestId);
      return present(deps, { doc, request, nameOf, now });
    }),
  );
}

async function present({ consents }: Deps, { doc, request, nameOf, now }: Shown): Promise<CaseConsent> {
  const record = await readable(() => consents.openRecord(doc), NO_WORDS);
  const card = request === undefined ? null : await readable<Card | null>(() => consents.openCard(request), null);
  const { _id: consentId, caseId = null, conversationId, recipientId, decision, method, seen, askedBy } = doc;
  return {
    ...{ consentId, caseId, conversationId, recipientId, recipientName: record.recipientName, purpose: record.purpose },
    ...{ decision, method, standing: consentStanding(doc, now), items: itemsOf(doc, record, card) },
    wording: { version: doc.wordingVersion, language: doc.language, text: record.wording },
    ...{ givenAt: iso(doc.givenAt), reviewAt: iso(doc.reviewAt), reviewNear: isReviewNear(doc, now) },
    writtenBy: conversationId === null ? { agentId: askedBy, name: request?.askedBy.name ?? nameOf(askedBy) } : null,
    evidence: record.evidence ?? null,
    observed: seen === undefined ? null : { ...seen, note: record.observed ?? null },
    competenceNote: record.competenceNote ?? null,
    release: doc.release ?? null,
    withdrawn: await withdrawnOf({ consents }, doc),
    referralId: doc.referralId,
  };
}

const NO_WORDS: ConsentRecordText = { wording: '', purpose: '', recipientName: '', items: [] };

/** Where its key was destroyed, what it was is over; that it was given stays. */
async function readable<T>(open: () => Promise<T>, gone: T): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof SealBroken) return gone;
    throw error;
  }
}

function itemsOf(
  { itemIds, recipientId }: ConsentDoc,
  record: ConsentRecordText,
  card: Card | null,
): CaseConsent['items'] {
  const asked = card?.recipients.find((each) => each.recipientId === recipientId)?.items;
  if (!asked)
    return record.items.map((item) => ({
      ...item,
      agreed: itemIds.includes(item.itemId),
      sensitive: false,
      value: null,
    }));
  return asked.map(({ itemId, label, value, sensitive }) => {
    const agreed = itemIds.includes(itemId);
    return { itemId, label, sensitive, agreed, value: agreed ? value : null };
  });
}

async function withdrawnOf({ consents }: Pick<Deps, 'consents'>, doc: ConsentDoc): Promise<CaseConsent['withdrawn']> {
  const { withdrawnAt, withdrawnHow, takenBack } = doc;
  if (withdrawnAt === null) return null;
  const said = await readable(() => consents.openTakenBack(doc), null);
  return {
    at: iso(withdrawnAt),
    how: withdrawnHow ?? 'chat',
    check: takenBack?.check ?? null,
    by: takenBack?.by ?? null,
    said,
  };
}
