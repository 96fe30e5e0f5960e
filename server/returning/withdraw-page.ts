/** The page that asks for a reference and six words, and the one answer there is to whatever is sent (V3, H4). */

import { publicText as say } from '../../shared/text/en/public-pages.ts';
import { type PublicFrame, publicPage } from '../platform/public-page.ts';

/** Of no meaning to whoever reads it in the history of a browser. */
export const WITHDRAW_PATH = '/help/words';

export function withdrawForm(frame: PublicFrame): string {
  return publicPage(
    frame,
    say['withdraw.title'],
    `<p>${say['withdraw.lead']}</p>
<form method="post" action="${WITHDRAW_PATH}" autocomplete="off">
<label for="reference">${say['withdraw.reference']}</label>
<p class="hint" id="reference-hint">${say['withdraw.reference_hint']}</p>
<input type="text" id="reference" name="reference" maxlength="64" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="reference-hint">
<label for="phrase">${say['withdraw.phrase']}</label>
<p class="hint" id="phrase-hint">${say['withdraw.phrase_hint']}</p>
<input type="text" id="phrase" name="phrase" maxlength="400" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="phrase-hint">
<button type="submit">${say['withdraw.send']}</button>
</form>
<p>${say['withdraw.next']}</p>`,
  );
}

export function withdrawAnswer(frame: PublicFrame): string {
  return publicPage(
    frame,
    say['withdraw.title'],
    `<p role="status"><strong>${say['withdraw.answer']}</strong></p>\n<p>${say['withdraw.answer_next']}</p>`,
  );
}
