/** One step of a filling: what came with the page is read, answered with the next page, and sent on at the end alone. */

import { type MessageForm, messageForm } from '../../shared/protocol/http/referrals.ts';
import { type InboundReferralForm, inboundReferralForm } from '../../shared/protocol/inbound-referral.ts';
import type { Result } from '../../shared/result.ts';
import { type FormKey, formWords } from '../../shared/text/en/public-forms.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { PublicFrame } from '../platform/public-page.ts';
import type { FormLists } from './choices.ts';
import type { FillingsStore } from './fillings.store.ts';
import type { FormState, FormStates } from './form-state.ts';
import { toMessage } from './message-form.ts';
import { type Answers, beside, type Form, type Question, readAnswer, unanswered } from './question.ts';
import { checkPage, endPage, type Filling, questionPage, startPage } from './render.ts';
import { audienceOf } from './self-form.ts';
import { type ReferralFormName, refusalOf, toReferral } from './to-referral.ts';
import { isOutOfReach } from './ways-to-reach.ts';

export interface FormsDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly states: FormStates;
  readonly fillings: FillingsStore;
  readonly lists: () => FormLists;
  readonly frame: () => Promise<PublicFrame>;
  readonly day: () => string;
  /** The day, in words, by which somebody reads a referral that comes now: the same whatever stands in it. */
  readonly readBy: () => string;
  /** How long this place must wait before it may send another; null when it may. */
  readonly limit: (address: string) => Promise<number | null>;
  /** The one door for received referrals. */
  readonly receive: (
    form: InboundReferralForm,
    name: ReferralFormName,
  ) => Promise<Result<{ readonly reference: string }>>;
  /** The one door for messages that are left; it has its own limit. */
  readonly leave: (form: MessageForm, address: string) => Promise<Result<unknown>>;
}

/** As it came from the page: whatever is not text is nothing. */
export interface Sent {
  readonly state: string;
  readonly at: string;
  readonly go: string;
  readonly answer: string;
}

export interface Stepped {
  readonly status: 200 | 429;
  readonly html: string;
}

/** Whoever saw no answer to what they sent, and sends it again, is told that it came. Not whoever comes later. */
const SENT_AGAIN_MS = 60_000;

export async function stepForm(deps: FormsDeps, form: Form, sent: Sent, address: string): Promise<Stepped> {
  const frame = await deps.frame();
  const now = deps.clock.now();
  const begun: FormState = { id: deps.ids.uuid(), begunAt: now, answers: {} };
  // Who went back to the start goes on with what they have answered.
  const state = deps.states.open(form.name, sent.state, now) ?? (sent.go === 'start' ? begun : null);
  if (state === null) return shown(startPage({ frame, form, words: formWords('adult') }, 'start.again'));
  const fill = (answers: Answers): Filling => ({
    ...{ frame, form, answers, words: wordsFor(form, answers) },
    token: deps.states.seal(form.name, { ...state, answers }),
    leaves: deps.states.seal(form.name, { ...state, answers: {} }),
  });
  const end = state === begun ? null : await deps.fillings.endOf(state);
  if (end !== null) {
    const again = sent.go === 'send' && end.how === 'sent' && now - end.at < SENT_AGAIN_MS;
    // What they have to know stands there again; a reference does not.
    if (again) return shown(ended(deps, fill(state.answers), null));
    // The same for what was sent and what was left: whoever goes Back does not learn which it was.
    return shown(startPage({ frame, form, words: formWords('adult') }, 'start.closed'));
  }
  if (sent.go === 'send') return send(deps, { form, state, address }, fill(state.answers));
  return shown(walk(form, state.answers, sent, fill));
}

const shown = (html: string): Stepped => ({ status: 200, html });

function wordsFor(form: Form, answers: Answers) {
  return formWords(form.name === 'self' ? audienceOf(answers) : 'adult');
}

function walk(form: Form, answers: Answers, { go, at, answer }: Sent, fill: (answers: Answers) => Filling): string {
  const questions = form.questions(answers);
  if (go.startsWith('to:')) return change(fill(answers), questions.find(({ id }) => id === go.slice(3)) ?? null);
  const question = questions.find(({ id }) => id === at);
  if (question === undefined) return ask(fill(answers), questions[0] ?? null);
  const read = readAnswer(question, answer);
  // Who goes back leaves nothing behind that is wrong, and loses nothing that is right.
  if ('fault' in read && go !== 'back')
    return questionPage(fill(answers), question, { value: answer, fault: read.fault, changed: go === 'changed' });
  const after = 'fault' in read ? answers : withAnswer(answers, question.id, read.value);
  if (go === 'back') return back(fill(after), question.id);
  if (go === 'changed') return change(fill(after), openedBy(form, answers, after));
  return ask(fill(after), beside(form, after, question.id, 1));
}

function withAnswer(answers: Answers, id: string, value: string | null): Answers {
  const others = Object.entries(answers).filter(([name]) => name !== id);
  return Object.fromEntries(value === null ? others : [...others, [id, value]]);
}

/** Past the last question stands the page with all answers. */
function ask(filling: Filling, question: Question | null): string {
  if (question === null) return checkPage(filling, outOfReach(filling) ? 'check.out_of_reach' : null);
  return questionPage(filling, question, { value: filling.answers[question.id] ?? '', fault: null, changed: false });
}

/** One that is answered again from the page with all answers, which comes next once it is. */
function change(filling: Filling, question: Question | null): string {
  if (question === null) return ask(filling, null);
  return questionPage(filling, question, { value: filling.answers[question.id] ?? '', fault: null, changed: true });
}

/** What the other answer made a question, and what it needs now: the number, where they can be rung after all. */
function openedBy(form: Form, before: Answers, after: Answers): Question | null {
  const asked = new Set(form.questions(before).map(({ id }) => id));
  return form.questions(after).find(({ id }) => !asked.has(id) && after[id] === undefined) ?? unanswered(form, after);
}

const outOfReach = ({ form, answers }: Filling): boolean => form.name === 'self' && isOutOfReach(answers);

/** A message that is left has no such clock. */
function ended({ readBy }: Pick<FormsDeps, 'readBy'>, filling: Filling, reference: string | null): string {
  const by = filling.form.name === 'message' ? {} : { readBy: readBy() };
  return endPage(filling, { reference, twice: false, outOfReach: outOfReach(filling), ...by });
}

function back(filling: Filling, id: string): string {
  const before = beside(filling.form, filling.answers, id, -1);
  return before === null ? startPage(filling, null, filling) : ask(filling, before);
}

interface Sending {
  readonly form: Form;
  readonly state: FormState;
  readonly address: string;
}

async function send(deps: FormsDeps, { form, state, address }: Sending, filling: Filling): Promise<Stepped> {
  const { answers } = state;
  const open = unanswered(form, answers);
  if (open !== null)
    return shown(questionPage(filling, open, { value: answers[open.id] ?? '', fault: 'fault.missing', changed: true }));
  const mine = { state, answers: onlyAsked(form, answers), address };
  return form.name === 'message' ? leave(deps, mine, filling) : refer(deps, { ...mine, name: form.name }, filling);
}

interface Mine {
  readonly state: FormState;
  readonly answers: Answers;
  readonly address: string;
}

const later = (filling: Filling): Stepped => ({ status: 429, html: checkPage(filling, 'check.later') });

async function leave(deps: FormsDeps, { state, answers, address }: Mine, filling: Filling): Promise<Stepped> {
  const asked = messageForm.safeParse(toMessage(answers, state.id));
  if (!asked.success) return shown(checkPage(filling, 'check.fault'));
  const left = await deps.leave(asked.data, address);
  if (left.ok) {
    await deps.fillings.sent(state, deps.clock.now());
    return shown(endPage(filling, { reference: null, twice: false }));
  }
  return left.error.code === 'rate_limited' ? later(filling) : shown(checkPage(filling, 'check.later'));
}

async function refer(
  deps: FormsDeps,
  { state, answers, address, name }: Mine & { readonly name: ReferralFormName },
  filling: Filling,
): Promise<Stepped> {
  const asked = inboundReferralForm.safeParse(toReferral(name, answers, { id: state.id, lists: deps.lists() }));
  if (!asked.success) return shown(checkPage(filling, 'check.fault'));
  const refused = refusalOf(name, asked.data, deps.day());
  if (refused !== null) return shown(checkPage(filling, refused));
  if ((await deps.limit(address)) !== null) return later(filling);
  const received = await deps.receive(asked.data, name);
  if (received.ok || received.error.code === 'conflict') await deps.fillings.sent(state, deps.clock.now());
  if (received.ok) return shown(ended(deps, filling, wanted(answers, received.value.reference)));
  if (received.error.code === 'conflict') return shown(endPage(filling, { reference: null, twice: true }));
  const fault: FormKey = received.error.code === 'bad_request' ? 'check.fault' : 'check.later';
  return shown(checkPage(filling, fault));
}

function wanted({ reference }: Answers, given: string): string | null {
  return reference === 'yes' ? given : null;
}

/** What was answered before another answer made it moot is not sent: a number that was given, then taken back. */
function onlyAsked(form: Form, answers: Answers): Answers {
  const asked = new Set(form.questions(answers).map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}
