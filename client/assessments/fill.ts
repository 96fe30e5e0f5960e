// What every part of an open assessment needs: the filling, and in which contact and by whom what is noted now was said.
import type { AnswerSource } from '../../shared/domain/tools/history.ts';
import { focusAfter } from '../ui/focus-after.ts';
import type { ContactSaid, Filling } from './filling.ts';

export interface Said {
  readonly source: Exclude<AnswerSource, 'carried'>;
  readonly contact: ContactSaid;
}

export interface Fill {
  readonly filling: Filling;
  readonly said: Said;
  /** A finished one is read; it is filled in anew instead. */
  readonly mayWrite: boolean;
  /** Sensitive topics are open: somebody has looked who can see the screen. */
  readonly unfolded: boolean;
}

export function topicElementId(assessmentId: string, topicId: string): string {
  return `topic-${assessmentId}-${topicId}`;
}

/** To the place of a topic where it is answered, once this has been changed. */
export function focusTopic(assessmentId: string, topicId: string, change: () => void): void {
  focusAfter(change, () => {
    const row = document.getElementById(topicElementId(assessmentId, topicId));
    row?.scrollIntoView({ block: 'center' });
    return row?.querySelector<HTMLElement>('[data-focus]');
  });
}
