/** What is half written into a small form, while it is sent. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { type FormDraft, useFormDraft } from '../../client/app/form-drafts.ts';

interface Note {
  readonly text: string;
}

let form: FormDraft<Note> | undefined;
function Shows() {
  form = useFormDraft<Note>('a note');
  return form.draft?.text ?? 'nothing';
}
const place = document.createElement('div');
createRoot(place).render(createElement(Shows));
const shows = (text: string) => expect.poll(() => place.textContent).toBe(text);

test('what was sent goes; what was typed while it was sent stays', async () => {
  await shows('nothing');
  form?.begin({ text: 'She rang.' });
  await shows('She rang.');
  const sent = form?.draft ?? null;
  form?.begin({ text: 'She rang. Twice.' });
  expect(form?.dropSent(sent)).toBe(false);
  await shows('She rang. Twice.');
  expect(form?.dropSent(form.draft)).toBe(true);
  await shows('nothing');
});
