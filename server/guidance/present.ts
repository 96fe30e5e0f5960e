/** Answers about pathways and referrals to MARAC as staff see them. */
import type { MaracPanel } from '../../shared/domain/pathway-data.ts';
import type { MaracReferral, PathwayRecord, Signpost } from '../../shared/protocol/guidance.ts';
import type { Finder } from '../../shared/reference/force-areas.ts';
import { iso } from '../platform/ports.ts';
import type { MaracDoc, MaracStore } from './marac.store.ts';
import type { PathwayRecordDoc, PathwayRecordsStore } from './pathway-records.store.ts';

export function presentSignpost(finder: Finder | undefined): Signpost | null {
  if (finder === undefined) return null;
  const { label, address, phone, unverified } = finder;
  return { label, address, phone: phone ?? null, unverified: unverified === true };
}

export async function presentRecord(records: PathwayRecordsStore, doc: PathwayRecordDoc): Promise<PathwayRecord> {
  const { _id: recordId, pathway, outcome, offered, chosen, saidNoReason, ruleIds, next, at, by } = doc;
  if (outcome === null) throw new Error('A wish is no answer.');
  return {
    ...{ recordId, pathway, outcome, chosen, saidNoReason, next, by, at: iso(at) },
    ...{ offered: [...offered], ruleIds: [...ruleIds], why: await records.whyOf(doc) },
  };
}

export async function presentMarac(
  marac: MaracStore,
  panels: readonly MaracPanel[],
  doc: MaracDoc,
): Promise<MaracReferral> {
  const { _id: referralId, revision, panel, state, basis, disclosureId, repeat } = doc;
  const { referredOn, listedFor, heardOn, history } = doc;
  const label = panels.find(({ code }) => code === panel)?.label ?? panel;
  return {
    ...{ referralId, revision, panel: { code: panel, label }, state, basis, disclosureId, repeat },
    ...{ referredOn, listedFor, heardOn },
    said: (await marac.open(doc, 'said')) ?? '',
    actions: await marac.open(doc, 'actions'),
    history: history.map(({ at, ...step }) => ({ ...step, at: iso(at) })),
  };
}
