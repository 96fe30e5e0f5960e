/** Where the keys go while the page changes: a quick hand does not wait for the next frame. */
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { focusAfter } from '../../client/ui/focus-after.ts';

const place = document.createElement('div');
document.body.append(place);
const root = createRoot(place);
afterEach(() => root.unmount());

const field = () => place.querySelector('input');

function Opens() {
  const [open, setOpen] = useState(false);
  const onClick = () => focusAfter(() => setOpen(true), field);
  return open ? createElement('input') : createElement('button', { type: 'button', onClick }, 'Open');
}

test('what a press opens has the focus before the next key can come', async () => {
  root.render(createElement(Opens));
  await expect.poll(() => place.querySelector('button')).not.toBeNull();
  place.querySelector('button')?.click();
  // Not a moment later: no frame, no timer, no promise lies between the two.
  expect(document.activeElement).toBe(field());
  expect(field()).not.toBeNull();
});
