/** The pages of a form: its start, one question each, what was answered, the end. Plain HTML that needs no script. */

import type { FormKey, FormWords } from '../../shared/text/en/public-forms.ts';
import { escapeHtml } from '../platform/html.ts';
import { type PublicFrame, publicPage, type Way } from '../platform/public-page.ts';
import { type Answers, FORM_PATHS, type Form, type Question } from './question.ts';

export interface Page {
  readonly frame: PublicFrame;
  readonly form: Form;
  readonly words: FormWords;
}

export interface Filling extends Page {
  /** What was answered, sealed. */
  readonly token: string;
  /** Which filling it is, without its answers: sent by who leaves. */
  readonly leaves: string;
  readonly answers: Answers;
}

/** Past so many a list is one to pick from, not one to read through. */
const SHOWN_AS_BUTTONS = 12;

/** The name that the button to leave sends. */
export const LEAVES = 'leave';

/** Who leaves in the middle says so, and nothing of it is shown again. */
function wayOut({ form, leaves }: Pick<Filling, 'form' | 'leaves'>): Way {
  return { action: form.path, name: LEAVES, value: leaves };
}

/** `begun`: who came back to it goes on with what they have answered, and leaves as from every page of it. */
export function startPage(
  { frame, form, words }: Page,
  why: 'start.again' | 'start.closed' | null = null,
  begun: Pick<Filling, 'form' | 'leaves' | 'token'> | null = null,
): string {
  const again = why === null ? '' : `<p class="fault" role="alert">${escapeHtml(words[why])}</p>`;
  return publicPage(
    frame,
    words[`${form.name}.title`],
    `${again}<p>${escapeHtml(words[`${form.name}.lead`])}</p><p>${escapeHtml(words[`${form.name}.next`])}</p>
<p>${escapeHtml(words['start.back'])}</p>
<form method="post" action="${form.path}">${begun === null ? '' : `<input type="hidden" name="state" value="${escapeHtml(begun.token)}">`}<button type="submit" name="go" value="start">${escapeHtml(words[begun === null ? 'start.go' : 'start.on'])}</button></form>
${otherForms(form, words)}`,
    begun === null ? null : wayOut(begun),
  );
}

const FORM_NAMES = ['self', 'professional', 'message'] as const;

/** Who came to the wrong one finds the others. */
function otherForms({ name }: Form, words: FormWords): string {
  const links = FORM_NAMES.filter((each) => each !== name).map(
    (each) => `<li><a href="${FORM_PATHS[each]}">${escapeHtml(words[`other.${each}`])}</a></li>`,
  );
  return `<h2>${escapeHtml(words['other.title'])}</h2><ul>${links.join('')}</ul>`;
}

export function questionPage(
  filling: Filling,
  question: Question,
  shown: { value: string; fault: FormKey | null; changed: boolean },
): string {
  const { frame, words } = filling;
  const title = words[question.title];
  const hints = [
    progressLine(filling, question),
    ...aboutLine(filling.answers, question),
    ...(question.hint ? [`<p class="hint" id="hint">${escapeHtml(words[question.hint])}</p>`] : []),
    ...(question.needed ? [] : [`<p class="hint" id="skip">${escapeHtml(words.skip)}</p>`]),
    ...(shown.fault ? [`<p class="fault" id="fault" role="alert">${escapeHtml(words[shown.fault])}</p>`] : []),
  ];
  const about = [
    ...(question.about ? ['about'] : []),
    ...(question.hint ? ['hint'] : []),
    ...(question.needed ? [] : ['skip']),
    ...(shown.fault ? ['fault'] : []),
  ];
  const described = about.length === 0 ? '' : ` aria-describedby="${about.join(' ')}"`;
  const field = fieldOf(filling, question, { value: shown.value, described, wrong: shown.fault !== null });
  const at = { id: question.id, go: shown.changed ? 'changed' : 'next' } as const;
  return publicPage(frame, title, formOf(filling, at, `${hints.join('\n')}\n${field}`), wayOut(filling));
}

/** How far it is; more questions may come of an answer. */
function progressLine({ form, answers, words }: Filling, { id }: Question): string {
  const all = form.questions(answers);
  const at = all.findIndex((each) => each.id === id) + 1;
  const said = words.progress.replace('{at}', String(at)).replace('{of}', String(all.length));
  return `<p class="hint" id="progress">${escapeHtml(said)}</p>`;
}

/** Of which number or address it is asked, where there are several. */
function aboutLine(answers: Answers, { about }: Question): string[] {
  return about === undefined ? [] : [`<p id="about"><bdi>${escapeHtml(answers[about] ?? '')}</bdi></p>`];
}

/** The button that goes on stands first, so that Enter goes on. */
function formOf(
  { form, token, words }: Filling,
  at: { readonly id: string; readonly go: 'next' | 'changed' },
  fields: string,
): string {
  return `<form method="post" action="${form.path}" autocomplete="off">
<input type="hidden" name="state" value="${escapeHtml(token)}"><input type="hidden" name="at" value="${escapeHtml(at.id)}">
${fields}
<button type="submit" name="go" value="${at.go}">${escapeHtml(words.next)}</button>
<button class="plain" type="submit" name="go" value="back">${escapeHtml(words.back)}</button>
</form>`;
}

interface Field {
  readonly value: string;
  /** An attribute, or nothing. */
  readonly described: string;
  /** What stands in it has to be corrected: whoever comes to the page is there at once, without a script. */
  readonly wrong: boolean;
}

function fieldOf({ words }: Filling, question: Question, field: Field): string {
  const { value, described, wrong } = field;
  const title = escapeHtml(words[question.title]);
  const options = question.options ?? [];
  const here = wrong ? ' aria-invalid="true" autofocus' : '';
  const common = `name="answer" autocomplete="off" aria-label="${title}"${described}${here}`;
  switch (question.kind) {
    case 'one':
      return options.length > SHOWN_AS_BUTTONS
        ? selectOf(words, question, value, common)
        : radiosOf(question, title, field);
    case 'words':
      return `<textarea ${common} rows="6" maxlength="${question.maxUnits}" dir="auto">${escapeHtml(value)}</textarea>`;
    case 'line':
      return `<input type="text" ${common} maxlength="${question.maxUnits}" dir="auto" value="${escapeHtml(value)}">`;
    default:
      return `<input type="text" class="${question.kind}" ${common} inputmode="${INPUT_MODE[question.kind]}" maxlength="${question.maxUnits}" value="${escapeHtml(value)}">`;
  }
}

const INPUT_MODE = { number: 'numeric', phone: 'tel', email: 'email' } as const;

function selectOf(words: FormWords, { options = [] }: Question, value: string, common: string): string {
  const items = options.map(
    ({ code, label }) =>
      `<option value="${escapeHtml(code)}"${code === value ? ' selected' : ''}>${escapeHtml(label)}</option>`,
  );
  return `<select ${common}><option value="">${escapeHtml(words.choose)}</option>${items.join('')}</select>`;
}

function radiosOf({ options = [] }: Question, title: string, { value, described, wrong }: Field): string {
  const chosen = options.findIndex(({ code }) => code === value);
  const items = options.map(
    ({ code, label }, at) =>
      `<label class="choice"><input type="radio" name="answer" value="${escapeHtml(code)}"${code === value ? ' checked' : ''}${wrong && at === Math.max(chosen, 0) ? ' autofocus' : ''}><span>${escapeHtml(label)}</span></label>`,
  );
  return `<fieldset${described}><legend class="hidden">${title}</legend>${items.join('')}</fieldset>`;
}

/** Everything once more, each with a way back to it; nothing has been sent yet. */
export function checkPage(filling: Filling, fault: FormKey | null): string {
  const { frame, form, words, token, answers } = filling;
  const rows = form.questions(answers).map((question) => {
    const answer = answers[question.id];
    const shown = answer === undefined ? words.not_answered : labelOf(question, answer);
    const change = `<button class="plain" type="submit" name="go" value="to:${escapeHtml(question.id)}">${escapeHtml(words.change)}<span class="hidden">: ${escapeHtml(words[question.title])}</span></button>`;
    return `<dt>${escapeHtml(words[question.title])}</dt><dd><p dir="auto">${escapeHtml(shown)}</p>${change}</dd>`;
  });
  const alert = fault === null ? '' : `<p class="fault" role="alert">${escapeHtml(words[fault])}</p>`;
  return publicPage(
    frame,
    words['check.title'],
    `<p>${escapeHtml(words['check.lead'])}</p>${alert}
<form method="post" action="${form.path}" autocomplete="off"><input type="hidden" name="state" value="${escapeHtml(token)}">
<dl>${rows.join('')}</dl>
<button type="submit" name="go" value="send">${escapeHtml(words['check.send'])}</button>
</form>`,
    wayOut(filling),
  );
}

function labelOf({ options }: Question, answer: string): string {
  return options?.find(({ code }) => code === answer)?.label ?? answer;
}

type Ended = Page & Pick<Filling, 'leaves'>;

/** The same for everybody; a reference stands on it only where they asked for one. */
export function endPage(
  { words, ...filling }: Ended,
  end: { reference: string | null; twice: boolean; outOfReach?: boolean; readBy?: string },
): string {
  const lines = [
    ...(end.twice ? [words['end.twice']] : [words['end.next']]),
    ...(end.readBy === undefined ? [] : [words['end.read_by'].replace('{day}', end.readBy)]),
    ...(end.outOfReach === true ? [words['check.out_of_reach']] : []),
    ...(end.reference === null ? [] : [words['end.reference'].replace('{reference}', end.reference)]),
    words['end.close'],
  ];
  const content = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  return publicPage(filling.frame, words['end.title'], content, wayOut(filling));
}
