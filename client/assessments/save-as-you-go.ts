// Saves what is filled in, a moment after it was written and again until the server holds it. It goes on when the view is
// left: only the page's end or a refusal that sending again cannot mend stops it, and both are said.

import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { useLive } from '../app/store.ts';
import { pauseAfter, worthRepeating } from '../connection/commander.ts';
import { openAssessment, saveAnswers } from './assessment-calls.ts';
import {
  begin,
  type ContactSaid,
  choose,
  type Draft,
  type Filling,
  needsReading,
  nextBatch,
  notSaved,
  refreshed,
  saved,
  sending,
  unsavedIn,
  write,
} from './filling.ts';
import { isShown, showing } from './linger.ts';
import { dropFilling, fillingOf, keepError, keepFilling, someUnsaved, useFillings } from './open-fillings.ts';

/** A press is saved at once, or nearly; words when they rest. */
const PRESS_MS = 300;
const WORDS_MS = 1_200;

const timers = new Map<string, number>();
const running = new Map<string, Promise<boolean>>();

export function writeTopic(
  assessmentId: string,
  topicId: string,
  { draft, contact, words = false }: { draft: Draft; contact: ContactSaid; words?: boolean },
): void {
  change(assessmentId, (filling) => write(filling, topicId, draft, contact));
  plan(assessmentId, words ? WORDS_MS : PRESS_MS);
}

export function chooseTopic(assessmentId: string, topicId: string, whose: 'mine' | 'theirs'): void {
  change(assessmentId, (filling) => choose(filling, topicId, whose));
  plan(assessmentId, 0);
}

/** What the server refused for good, once a person has put it where it belongs. */
export function throwAway(assessmentId: string): void {
  change(assessmentId, (filling) => ({ ...filling, mine: {}, trouble: null }));
}

/** At once, such as when words are left or before it is finished; true when all of it stands on the server. */
export function saveNow(assessmentId: string): Promise<boolean> {
  window.clearTimeout(timers.get(assessmentId));
  timers.delete(assessmentId);
  const under = running.get(assessmentId);
  if (under !== undefined) return under;
  const mine = saveAll(assessmentId).finally(() => {
    running.delete(assessmentId);
    if (!isShown(assessmentId)) dropFilling(assessmentId);
  });
  running.set(assessmentId, mine);
  return mine;
}

/** One batch after the other, until nothing is left or one fails. */
async function saveAll(assessmentId: string): Promise<boolean> {
  for (;;) {
    const filling = fillingOf(assessmentId);
    if (filling === undefined) return false;
    const batch = nextBatch(filling);
    if (batch === null) return unsavedIn(filling) === 0;
    change(assessmentId, (before) => sending(before, batch));
    const reply = await saveAnswers(assessmentId, batch);
    if (!reply.ok) {
      await failed(assessmentId, reply.error);
      return false;
    }
    const before = fillingOf(assessmentId);
    change(assessmentId, (known) => saved(known, reply.value, Date.now()));
    if (before !== undefined && needsReading(before.view, reply.value)) await readAnew(assessmentId);
  }
}

/** A session that ended is signed into again by the same person; what they wrote waits for that. */
async function failed(assessmentId: string, error: WireError): Promise<void> {
  const final = !worthRepeating(error) && error.code !== 'unauthenticated';
  change(assessmentId, (before) => notSaved(before, error, final));
  const tries = fillingOf(assessmentId)?.trouble?.tries ?? 1;
  if (final) await readAnew(assessmentId);
  else plan(assessmentId, pauseAfter(tries + AT_FIRST, error));
}

/** The first pause after a failure is already one that a person can live with. */
const AT_FIRST = 2;

function plan(assessmentId: string, ms: number): void {
  window.clearTimeout(timers.get(assessmentId));
  timers.set(
    assessmentId,
    window.setTimeout(() => void saveNow(assessmentId), ms),
  );
}

/** Everything that waits, such as when the line is back. */
export function saveWhatWaits(): void {
  for (const assessmentId of Object.keys(useFillings.getState().fillings)) void saveNow(assessmentId);
}

/** Whoever closes the page while something is not saved is asked first: it lives nowhere else. */
const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault();

useFillings.subscribe((now, before) => {
  if (someUnsaved(now) === someUnsaved(before)) return;
  if (someUnsaved(now)) window.addEventListener('beforeunload', askBeforeLeaving);
  else window.removeEventListener('beforeunload', askBeforeLeaving);
});

/** Reads it and keeps what is not saved beside it. Who reads is recorded, so that nothing asks without a reason. */
export async function readAnew(assessmentId: string): Promise<void> {
  const reply = await openAssessment(assessmentId);
  if (fillingOf(assessmentId) === undefined && !isShown(assessmentId)) return;
  if (reply.ok) take(reply.value.assessment);
  else keepError(assessmentId, reply.error);
}

/** What an answer brings whole. */
export function take(view: AssessmentView): void {
  const { assessmentId } = view.row;
  const known = fillingOf(assessmentId);
  const agentId = useLive.getState().account?.agentId ?? null;
  keepFilling(assessmentId, known === undefined ? begin(view) : refreshed(known, view, agentId));
}

export function keepShown(assessmentId: string): () => void {
  const letGo = showing(assessmentId, () => dropFilling(assessmentId));
  if (fillingOf(assessmentId) === undefined) void readAnew(assessmentId);
  return letGo;
}

function change(assessmentId: string, work: (known: Filling) => Filling): void {
  const known = fillingOf(assessmentId);
  if (known !== undefined) keepFilling(assessmentId, work(known));
}
