/** The rest of a word whose field has gone is no wish of whoever was writing. */
import { beforeEach, expect, test } from 'vitest';
import { followTyping, type Typing } from '../../client/app/typing-on.ts';

let typing: Typing;
let field: HTMLTextAreaElement;
let now = 0;
beforeEach(() => {
  typing = followTyping();
  document.body.replaceChildren();
  field = document.createElement('textarea');
  document.body.append(field);
  now = 10_000;
});

function presses(key: string, target: Element, more: KeyboardEventInit & { readonly afterMs?: number } = {}): boolean {
  now += more.afterMs ?? 120;
  let still = false;
  const listen = (event: KeyboardEvent) => {
    Object.defineProperty(event, 'timeStamp', { value: now });
    still = typing.isStill(event);
  };
  window.addEventListener('keydown', listen, { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  return still;
}

test('letters that follow one another when the field has gone belong to the word, capitals too', () => {
  for (const key of 'wh') expect(presses(key, field)).toBe(false);
  field.remove();
  for (const key of ['a', 't', ' ', 'Shift', 'Backspace']) expect(presses(key, document.body)).toBe(key !== 'Shift');
  expect(presses('v', document.body)).toBe(true);
});

test.each([
  ['after a pause', 'a', { afterMs: 2_000 }],
  ['with a key held', 'a', { altKey: true }],
])('%s a key is a wish again', (_, key, more) => {
  presses('w', field);
  field.remove();
  expect(presses(key, document.body, more)).toBe(false);
});

test.each(['Enter', 'Escape', 'Tab', 'ArrowDown'])('%s ends the word: what comes then is a wish', (key) => {
  presses('w', field);
  presses(key, field);
  expect(presses('a', document.body)).toBe(false);
});

test('a press with the mouse ends it as well, and where nobody wrote every key is a wish', () => {
  expect(presses('a', document.body)).toBe(false);
  presses('w', field);
  typing.over();
  expect(presses('a', document.body)).toBe(false);
});
