import type { Tab } from '../app/view.ts';

export interface TabSituation {
  readonly wide: boolean;
  readonly emergency: boolean;
  readonly wrapUp: boolean;
}

/** In the order shown. A wide column always shows the chat, so it needs no tab for it. */
export function tabsOf({ wide, emergency, wrapUp }: TabSituation): readonly Tab[] {
  const urgent: readonly Tab[] = [
    ...(emergency ? (['emergency'] as const) : []),
    ...(wrapUp ? (['wrap_up'] as const) : []),
  ];
  const beside: readonly Tab[] = ['about', 'notes', 'sharing', 'assessments', 'case'];
  const usual: readonly Tab[] = wide ? beside : ['chat', ...beside];
  return [...urgent, ...usual];
}

/** What a person chose, while it is there; else what presses most. */
export function tabToShow(tabs: readonly Tab[], chosen: Tab | undefined): Tab {
  if (chosen !== undefined && tabs.includes(chosen)) return chosen;
  return tabs[0] ?? 'about';
}
