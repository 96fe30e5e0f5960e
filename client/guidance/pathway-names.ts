// Names of what may be chosen: a provider, a panel, or to stay here.
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { say, sayCode } from '../ui/words.ts';

export type Suggestion = Guidance['pathways'][number];

export function optionName({ pathways }: Pick<Guidance, 'pathways'>, code: string): string {
  for (const { providers, panel } of pathways) {
    const provider = providers.find((each) => each.code === code);
    if (provider) return say('pathways.provider', { programme: provider.programme, provider: provider.provider });
    if (panel?.code === code) return panel.label;
  }
  return sayCode('pathway_option', code);
}

export function pathwayName({ known }: Pick<Guidance, 'known'>, pathway: string): string {
  return known.find((each) => each.pathway === pathway)?.label ?? pathway.replaceAll('_', ' ');
}
