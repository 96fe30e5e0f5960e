// What an event of a case says in one line. Kinds that this page does not know yet are shown as words, never left out.
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { say, sayCode } from '../ui/words.ts';

export function useEventSentence({ kind, codes }: CaseEvent, view: CaseView): string {
  const reasons = useReference('closureReasons');
  if (kind === 'section_saved') {
    return say('event.section_saved', { section: sayCode('section.title', codes.section ?? '') });
  }
  if (kind === 'closed') return say('event.closed', { reason: labelOf(reasons, codes.reason ?? '') });
  // Theirs, and never our level (D4).
  if (kind === 'referral_came' && codes.grade !== undefined)
    return say('event.referral_came_graded', {
      who: codes.sender ?? sayCode('triage.source', codes.source ?? ''),
      grade: [sayCode('triage.grade', codes.grade), codes.tool?.toUpperCase(), codes.on].filter(Boolean).join(', '),
    });
  if (kind === 'goes_on') return say('event.goes_on', { what: sayCode('open_kind', codes.what ?? '') });
  if (kind === 'referral_answered')
    return say('event.referral_answered', { answer: sayCode('thread_kind', codes.answer ?? '') });
  if (kind === 'referral_chased')
    return say('event.referral_chased', { outcome: sayCode('follow_up.outcome', codes.outcome ?? '') });
  if (kind === 'allocated') return allocated(codes.to ?? '', view);
  return sayCode('event', kind);
}

function allocated(to: string, { row, workers }: CaseView): string {
  if (to === '') return say('event.allocated_nobody');
  const known = [row.owner, ...workers].find((each) => each?.agentId === to);
  return known ? say('event.allocated', { name: known.name }) : say('event.allocated_somebody');
}
