/** Licences of loaded tools that end: the shipped version would be begun with from then on, in other words. */
import { ENDING_WITHIN_DAYS } from '../../shared/domain/providers.ts';
import { dayAfter } from '../../shared/domain/working-days.ts';
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import { dayInWords } from '../../shared/text/day-in-words.ts';
import type { LoadedToolsStore } from './tools.store.ts';
import { knownTools, toolInForce } from './tools-in-force.ts';

export async function toolWarnings(tools: Pick<LoadedToolsStore, 'all'>, day: string): Promise<ServiceWarning[]> {
  const loaded = await tools.all();
  const known = knownTools(loaded);
  return loaded.flatMap(({ definition: { code, version, title, validTo } }) => {
    const inForce = toolInForce(known, code, day)?.definition.version === version;
    if (!inForce || validTo === undefined || validTo > dayAfter(day, ENDING_WITHIN_DAYS)) return [];
    const sentence = `"${title}", version ${version}, may be used until ${dayInWords(validTo)}. Load the version that follows, or our own paraphrase is begun with after it.`;
    return [{ kind: 'tool' as const, state: 'soon' as const, on: validTo, sentence, numbers: [] }];
  });
}
