/**
 * The frame of pages for people outside that work without JavaScript: a neutral title, a way out on each, the numbers (V4), and
 * nothing that says who is asking. The same facts give the same bytes.
 */
import type { ServiceNumber } from '../../shared/protocol/service.ts';
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';
import { publicText } from '../../shared/text/en/public-pages.ts';
import { english, locales } from '../../shared/text/locales.ts';
import { escapeHtml } from './html.ts';

export interface PublicFrame {
  readonly exitUrl: string;
  readonly numbers: readonly ServiceNumber[];
  /** Said while nobody is there; null for a service that is. */
  readonly notice: string | null;
}

export const PUBLIC_ASSETS = { style: '/help/page.css', script: '/help/page.js' } as const;

/** The way out where something is to be forgotten with it: by a form, so that it is said without a script too. */
export interface Way {
  readonly action: string;
  readonly name: string;
  readonly value: string;
}

/**
 * What stands here is said in English until a named person has approved it in another language (H11): no machine puts a line about
 * safety into words. The names of languages are their own, so that whoever reads none of this finds the one to point at.
 */
const LANGUAGES = `<aside aria-labelledby="languages">
<h2 id="languages">${publicText['page.languages']}</h2>
<p>${publicText['page.languages_text']}</p>
<ul class="languages">${locales
  .filter(({ code }) => code !== english.code)
  .map(({ code, name, dir }) => `<li lang="${code}" dir="${dir}">${name}</li>`)
  .join('')}</ul>
</aside>`;

export function publicPage(frame: PublicFrame, heading: string, content: string, way: Way | null = null): string {
  const notice = frame.notice === null ? '' : `<p class="notice" role="note">${escapeHtml(frame.notice)}</p>`;
  return `<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">
<title>${publicText['page.title']}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="${PUBLIC_ASSETS.style}">
<script src="${PUBLIC_ASSETS.script}" defer></script>
</head>
<body>
${way === null ? exitLink(frame) : exitForm(frame, way)}
${notice}
<p class="fault" id="unreached" role="alert" hidden>${publicText['page.unreached']}</p>
<main>
<h1>${escapeHtml(heading)}</h1>
${content}
</main>
<aside aria-labelledby="numbers">
<h2 id="numbers">${publicText['page.numbers']}</h2>
<ul>${numbersOf(frame).map(numberItem).join('')}</ul>
</aside>
${LANGUAGES}
<footer><p id="keys" hidden>${publicText['page.exit_keys']}</p><p>${publicText['page.exit_hint']}</p></footer>
</body>
</html>
`;
}

function exitLink({ exitUrl }: PublicFrame): string {
  return `<p class="exit"><a id="exit" href="${escapeHtml(exitUrl)}" rel="nofollow noreferrer">${publicText['page.exit']}</a></p>`;
}

function exitForm({ exitUrl }: PublicFrame, { action, name, value }: Way): string {
  return `<form class="exit" method="post" action="${escapeHtml(action)}"><input type="hidden" name="${name}" value="${escapeHtml(value)}"><button id="exit" type="submit" data-to="${escapeHtml(exitUrl)}">${publicText['page.exit']}</button></form>`;
}

/** Goes on by itself, without a script. A redirect would be refused: the policy of the page before names the places for its forms. */
export function leftPage({ exitUrl }: PublicFrame): string {
  const to = escapeHtml(exitUrl);
  return `<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${to}">
<title>${publicText['page.title']}</title>
<link rel="icon" href="data:,">
</head>
<body><p><a href="${to}" rel="nofollow noreferrer">${publicText['page.exit']}</a></p></body>
</html>
`;
}

function numbersOf({ numbers }: PublicFrame): readonly ServiceNumber[] {
  return numbers.length === 0 ? fallbackNumbers : numbers;
}

function numberItem({ label, number, note }: ServiceNumber): string {
  const dial = number.replaceAll(/\D/g, '');
  return `<li><p>${escapeHtml(label)}: <a href="tel:${dial}"><strong>${escapeHtml(number)}</strong></a></p><p>${escapeHtml(note)}</p></li>`;
}
