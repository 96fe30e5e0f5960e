// What is asked of the server about telling somebody's story.
import type { WireError } from '../../shared/protocol/errors.ts';
import type { caseStudyRoutes } from '../../shared/protocol/http/case-study.ts';
import type { ValueOf } from '../connection/protocol.ts';
import { focusAfter } from '../ui/focus-after.ts';

export type CaseStudy = ValueOf<(typeof caseStudyRoutes)['list']>;

export const caseStudyPath = (caseId: string) => `/cases/${encodeURIComponent(caseId)}/case-study`;

/** As long as what was said may be. */
export const SAID_MAX = 1_000;

/** Whether the server refused it because a colleague wrote here first: what they wrote is then to be read. */
export function wasWrittenMeanwhile({ code, details }: WireError): boolean {
  return code === 'conflict' && (details?.reason === 'changed_meanwhile' || details?.reason === 'withdrawn');
}

/** The keys go on in the form that this opens, from its words on; a page that is come back to does not take them. */
export function focusOpened(form: { readonly current: HTMLElement | null }, open: () => void): void {
  focusAfter(open, () => form.current?.querySelector<HTMLElement>('h3, textarea'));
}
