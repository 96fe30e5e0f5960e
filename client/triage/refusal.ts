// What stands in the way of a step, as a sentence; null where nothing does.
import type { Reply } from '../../shared/protocol/errors.ts';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';

const REASONS = [
  'needs_lead',
  'nobody_tried',
  'one_time',
  'stopped',
  'not_spoken',
  'owner_gone',
  'not_open',
  'changed_meanwhile',
  'not_from_here',
  'details_gone',
  'case_begun',
] as const;

export function refusalOf(reply: Reply<unknown>): string | null {
  if (reply.ok) return null;
  const { reason, issues } = reply.error.details ?? {};
  const known = REASONS.find((each) => each === reason);
  if (known !== undefined) return say(`triage.refused.${known}`);
  return issues?.[0]?.message ?? sentenceOf(reply.error);
}
