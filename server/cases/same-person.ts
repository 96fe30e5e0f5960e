/** Other cases of the same person, by what is one person's alone; and what follows for whoever comes again (H8, H17). */
import { isLikelyDuplicate, type MatchKind } from '../../shared/domain/case-merge.ts';
import { type RepeatBecause, repeatBecause } from '../../shared/domain/repeat-victim.ts';
import type { Session } from '../platform/mongo.ts';
import { kindOfMac } from './blind-index.ts';
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';
import { mergedInto } from './family.ts';
import { isExcluded } from './reach-case.ts';
import { sharedKinds } from './shared-keys.ts';

type Deps = Pick<CasesDeps, 'cases' | 'links'>;

interface SamePerson {
  readonly other: CaseDoc;
  readonly shared: readonly MatchKind[];
}

/** What a case will be after the change that is being written, and what else is known of the moment. */
interface Meanwhile {
  readonly session: Session;
  /** Read instead of what is stored of it. */
  readonly instead?: CaseDoc;
  /** These become part of the case now: none of its earlier ones, and what their incidents say counts. */
  readonly joining?: readonly CaseDoc[];
}

const AT_MOST = 20;

/** Those that became part of another are read with that one; relatives are known to be two. */
export async function samePerson(
  deps: Deps,
  doc: CaseDoc,
  { session, instead }: Partial<Meanwhile> = {},
): Promise<SamePerson[]> {
  const except = [doc._id, ...(instead ? [instead._id] : [])];
  const stored = await withNameOf(deps, [doc], except, session);
  const near = instead && instead._id !== doc._id ? [...stored, instead] : stored;
  const likely = near
    .map((other) => ({ other, shared: sharedKinds(doc, other) }))
    .filter(({ shared }) => isLikelyDuplicate(shared));
  const found: SamePerson[] = [];
  // One after the other: a transaction carries one question at a time.
  for (const each of likely)
    if ((await deps.links.between(doc._id, each.other._id, session)) === null) found.push(each);
  return found;
}

export async function repeatOf(deps: Deps, doc: CaseDoc, meanwhile: Meanwhile): Promise<RepeatBecause | null> {
  const { session, joining = [] } = meanwhile;
  const parts = [...(await mergedInto(deps, doc._id, session)), ...joining];
  const same = await samePerson(deps, doc, meanwhile);
  const others = same.filter(({ other }) => parts.every(({ _id }) => _id !== other._id) && mayBeTold(doc, other));
  return repeatBecause({
    receivedAt: receivedAtOf(doc),
    crimeFlags: [doc, ...parts].flatMap(({ crimeFlags }) => crimeFlags),
    others: others.map(({ other }) => ({ receivedAt: receivedAtOf(other), closedAt: other.closedAt })),
  });
}

/** Who works on the one reads that there is another: of a case that is not there for one of them nothing is said. */
function mayBeTold({ owner, workers }: CaseDoc, other: CaseDoc): boolean {
  return [...(owner === null ? [] : [owner]), ...workers].every(({ agentId }) => !isExcluded(other, agentId));
}

/** Another name or birth says it of other cases too: all that have the one it was, or the one it is now, are looked at again. */
export async function refreshRepeatsIn(
  deps: Deps,
  session: Session,
  { before, after }: { readonly before: CaseDoc | null; readonly after: CaseDoc },
): Promise<void> {
  const named = before === null ? [after] : [before, after];
  for (const other of await withNameOf(deps, named, [after._id], session)) {
    const repeat = await repeatOf(deps, other, { session, instead: after });
    if (repeat !== (other.repeat ?? null)) await deps.cases.changeIn(session, other, { repeat });
  }
}

export function receivedAtOf({ receivedAt, openedAt }: Pick<CaseDoc, 'receivedAt' | 'openedAt'>): number {
  return receivedAt ?? openedAt;
}

function withNameOf(
  { cases }: Pick<Deps, 'cases'>,
  docs: readonly CaseDoc[],
  except: readonly string[],
  session?: Session,
): Promise<CaseDoc[]> {
  const macs = docs.flatMap(({ blind }) => blind.map(({ mac }) => mac)).filter(isOfName);
  if (macs.length === 0) return Promise.resolve([]);
  const filter = { _id: { $nin: [...except] }, 'blind.mac': { $in: macs }, state: { $ne: 'merged' } };
  return cases.findMany(filter, AT_MOST, session);
}

const isOfName = (mac: string): boolean => kindOfMac(mac) === 'name_and_birth';
