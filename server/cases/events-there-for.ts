/** What of a timeline is there for somebody: of a case that is not, it says nothing, whatever has to do with it (H8). */
import type { CasesDeps } from './deps.ts';
import type { CaseEventDoc } from './events.store.ts';

/** That it is linked tells of nothing else. */
const OF_A_LINK: readonly string[] = ['relative_linked', 'relative_unlinked'];

export async function eventsThereFor(
  { cases }: Pick<CasesDeps, 'cases'>,
  events: readonly CaseEventDoc[],
  agentId: string,
): Promise<CaseEventDoc[]> {
  const named = [...new Set(events.flatMap(({ about }) => (about?.kind === 'case' ? [about.id] : [])))];
  if (named.length === 0) return [...events];
  const hidden = await cases.findMany({ _id: { $in: named }, exclusions: agentId }, named.length);
  const isHidden = ({ about }: CaseEventDoc) => about?.kind === 'case' && hidden.some(({ _id }) => _id === about.id);
  return events
    .filter((event) => !(isHidden(event) && OF_A_LINK.includes(event.kind)))
    .map((event) => (isHidden(event) ? { ...event, about: null, codes: withoutReference(event.codes) } : event));
}

function withoutReference(codes: CaseEventDoc['codes']): CaseEventDoc['codes'] {
  return Object.fromEntries(Object.entries(codes).filter(([name]) => name !== 'reference'));
}
