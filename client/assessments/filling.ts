// A tool while it is filled in: what stands on the server, and beside it what is not saved yet. Nothing of mine is dropped
// before the server holds it, and what a colleague answered meanwhile is never written over unseen.
import type { Answer } from '../../shared/domain/tools/answers.ts';
import type { AnswerSource } from '../../shared/domain/tools/history.ts';
import { sameAnswer } from '../../shared/domain/tools/same-answer.ts';
import type { AssessmentView, StandingAnswer } from '../../shared/protocol/assessment.ts';
import type { WireError } from '../../shared/protocol/errors.ts';

export interface Draft {
  readonly answer: Answer | null;
  readonly note: string | null;
  readonly source: AnswerSource;
}

export type ContactSaid = StandingAnswer['contact'];

export interface Mine {
  readonly draft: Draft;
  /** Of the topic, as it was on the screen when this was written. */
  readonly revision: number;
  readonly contact: ContactSaid;
  /** What somebody else answered since: nothing of mine is sent before a person has chosen. */
  readonly theirs: StandingAnswer | null;
}

export interface Trouble {
  readonly error: WireError;
  /** Sending the same again would end the same way. */
  readonly final: boolean;
  readonly tries: number;
}

export interface Filling {
  readonly view: AssessmentView;
  readonly mine: Readonly<Record<string, Mine>>;
  /** On its way now, as it was sent. */
  readonly sent: Readonly<Record<string, Draft>> | null;
  /** Sent without an answer: the server may hold it or not. */
  readonly unsure: readonly string[];
  readonly trouble: Trouble | null;
  readonly savedAt: number | null;
}

export interface Given extends Draft {
  readonly topicId: string;
  readonly revision: number;
}

export interface Batch {
  readonly contact: ContactSaid;
  readonly answers: readonly Given[];
}

export function begin(view: AssessmentView): Filling {
  return { view, mine: {}, sent: null, unsure: [], trouble: null, savedAt: null };
}

export function standingOn({ view }: Filling, topicId: string): StandingAnswer | null {
  return view.answers.find((each) => each.topicId === topicId) ?? null;
}

/** What the row of a topic shows: mine, or theirs while somebody has to choose. */
export function shownOn(filling: Filling, topicId: string): Draft | null {
  const mine = filling.mine[topicId];
  return mine === undefined || mine.theirs !== null ? standingOn(filling, topicId) : mine.draft;
}

/** Whoever answers while theirs is on the screen has seen it. */
export function write(filling: Filling, topicId: string, draft: Draft, contact: ContactSaid): Filling {
  const standing = standingOn(filling, topicId);
  const mayBeThere = filling.sent?.[topicId] !== undefined || filling.unsure.includes(topicId);
  if (!mayBeThere && sameDraft(standing, draft)) return { ...filling, mine: without(filling.mine, topicId) };
  const before = filling.mine[topicId];
  const revision = before?.theirs?.revision ?? before?.revision ?? standing?.revision ?? 0;
  return { ...filling, mine: { ...filling.mine, [topicId]: { draft, revision, contact, theirs: null } } };
}

/** After a clash of two: mine is sent as an answer to theirs, or theirs stands and mine goes. */
export function choose(filling: Filling, topicId: string, whose: 'mine' | 'theirs'): Filling {
  const mine = filling.mine[topicId];
  if (mine === undefined || mine.theirs === null) return filling;
  if (whose === 'theirs') return { ...filling, mine: without(filling.mine, topicId) };
  return {
    ...filling,
    mine: { ...filling.mine, [topicId]: { ...mine, revision: mine.theirs.revision, theirs: null } },
  };
}

/** What is to be sent now: all of one contact at once; what waits for a choice waits. */
export function nextBatch({ mine, sent }: Filling): Batch | null {
  if (sent !== null) return null;
  const ready = Object.entries(mine).filter(([, each]) => each.theirs === null);
  const [first] = ready;
  if (first === undefined) return null;
  const { contact } = first[1];
  const answers = ready
    .filter(([, each]) => JSON.stringify(each.contact) === JSON.stringify(contact))
    .slice(0, BATCH_AT_MOST)
    .map(([topicId, { draft, revision }]) => ({ topicId, ...draft, revision }));
  return { contact, answers };
}

const BATCH_AT_MOST = 200;

export function sending(filling: Filling, { answers }: Batch): Filling {
  const sent = Object.fromEntries(
    answers.map(({ topicId, answer, note, source }) => [topicId, { answer, note, source }]),
  );
  return { ...filling, sent };
}

export interface SavedReply extends Pick<AssessmentView, 'row' | 'reading' | 'answers'> {
  readonly conflicts: readonly string[];
}

export function saved(filling: Filling, { row, reading, answers, conflicts }: SavedReply, at: number): Filling {
  const mine: Record<string, Mine> = { ...filling.mine };
  for (const [topicId, sent] of Object.entries(filling.sent ?? {})) {
    const standing = answers.find((each) => each.topicId === topicId) ?? null;
    const written = mine[topicId];
    if (written === undefined) continue;
    if (conflicts.includes(topicId) && standing !== null) mine[topicId] = { ...written, theirs: standing };
    else if (sameDraft(written.draft, sent)) delete mine[topicId];
    else mine[topicId] = { ...written, revision: standing?.revision ?? 0 };
  }
  const known = filling.view;
  const newest = row.revision >= known.row.revision ? { row, reading } : {};
  const history = [...known.history, ...newIn(filling, answers)];
  const view = { ...known, ...newest, answers: merged(known.answers, answers), history };
  const unsure = filling.unsure.filter((topicId) => filling.sent?.[topicId] === undefined);
  return { view, mine, sent: null, unsure, trouble: null, savedAt: at };
}

function newIn(filling: Filling, answers: readonly StandingAnswer[]): AssessmentView['history'] {
  return answers.flatMap((after) => {
    const before = standingOn(filling, after.topicId);
    return (before?.revision ?? 0) < after.revision ? [{ topicId: after.topicId, before, after }] : [];
  });
}

/** Of a topic the newest counts: what was read meanwhile may be newer than this answer. */
function merged(known: readonly StandingAnswer[], answers: readonly StandingAnswer[]): StandingAnswer[] {
  const newer = answers.filter(
    (each) => !known.some(({ topicId, revision }) => topicId === each.topicId && revision > each.revision),
  );
  const ids = new Set(newer.map(({ topicId }) => topicId));
  return [...known.filter(({ topicId }) => !ids.has(topicId)), ...newer];
}

export function notSaved(filling: Filling, error: WireError, final: boolean): Filling {
  const tries = (filling.trouble?.tries ?? 0) + 1;
  const unsure = [...new Set([...filling.unsure, ...Object.keys(filling.sent ?? {})])];
  return { ...filling, sent: null, unsure, trouble: { error, final, tries } };
}

/** The whole was read anew: where somebody else answered what I am writing at, both are kept to choose from. */
export function refreshed(filling: Filling, view: AssessmentView, agentId: string | null): Filling {
  if (view.row.revision < filling.view.row.revision) return filling;
  const mine: Record<string, Mine> = {};
  for (const [topicId, written] of Object.entries(filling.mine)) {
    const standing = view.answers.find((each) => each.topicId === topicId) ?? null;
    if (filling.sent?.[topicId] !== undefined) mine[topicId] = written;
    else if (!sameDraft(standing, written.draft)) mine[topicId] = beside(written, standing, agentId);
  }
  return { ...filling, view, mine };
}

function beside(written: Mine, standing: StandingAnswer | null, agentId: string | null): Mine {
  if (standing === null || standing.revision <= written.revision) return written;
  return standing.by.agentId === agentId
    ? { ...written, revision: standing.revision }
    : { ...written, theirs: standing };
}

/** Somebody else wrote into it, or its level moved: what else stands in the whole is no longer as it was read. */
export function needsReading(before: AssessmentView, { row }: Pick<AssessmentView, 'row'>): boolean {
  return row.revision > before.row.revision + 1 || row.level !== before.row.level || row.state !== before.row.state;
}

export const unsavedIn = ({ mine }: Filling): number => Object.keys(mine).length;

/** A topic that nobody touched says what an empty draft says. */
export function sameDraft(a: Draft | null, b: Draft | null): boolean {
  const [x, y] = [a ?? EMPTY, b ?? EMPTY];
  if (isEmpty(x) && isEmpty(y)) return true;
  return sameAnswer(x.answer, y.answer) && x.note === y.note && x.source === y.source;
}

const EMPTY: Draft = { answer: null, note: null, source: 'victim' };
const isEmpty = ({ answer, note }: Draft): boolean => answer === null && note === null;

function without(mine: Filling['mine'], topicId: string): Filling['mine'] {
  const { [topicId]: _gone, ...rest } = mine;
  return rest;
}
