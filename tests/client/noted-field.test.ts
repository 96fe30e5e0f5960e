/** Fields of an emergency that save when they are left: what stands in them between the saving and the next reading. */
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NotedField } from '../../client/safeguarding/noted-field.tsx';
import { anAlert } from './support/builders.ts';

const sent: { readonly change: unknown; readonly kept: () => void }[] = [];
vi.mock('../../client/app/live.ts', async (original) => ({
  ...(await original<typeof import('../../client/app/live.ts')>()),
  command: (_name: string, { changes }: { readonly changes: readonly unknown[] }) =>
    new Promise((resolve) => {
      sent.push({ change: changes[0], kept: () => resolve({ ok: true, value: { alert: anAlert() } }) });
    }),
}));

const place = document.createElement('div');
document.body.append(place);
const root = createRoot(place);
beforeAll(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));
afterAll(() => act(() => root.unmount()));

const show = (stands: string | null) =>
  act(() =>
    root.render(createElement(NotedField, { alertId: 'a1', field: 'place', label: 'Place', stands, maxLength: 500 })),
  );
const input = () => place.querySelector('input') ?? document.createElement('input');
const shown = () => input().value;
function type(text: string) {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input(), text);
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const leave = () => act(() => void input().dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
const answer = () => act(async () => sent.at(-1)?.kept());

test('what was sent stands until the next reading does, and whoever types on starts from it', async () => {
  show('Hall');
  type('Hall, 2nd floor');
  leave();
  await answer();
  expect(shown()).toBe('Hall, 2nd floor');
  type('Hall, 2nd floor, left');
  leave();
  expect(sent.at(-1)?.change).toEqual({ field: 'place', was: 'Hall, 2nd floor', now: 'Hall, 2nd floor, left' });
  await answer();
  show('Hall, 2nd floor, left');
  expect(shown()).toBe('Hall, 2nd floor, left');
  show('Hall');
  expect(shown()).toBe('Hall');
});

test('what is typed while it is saved stays, and goes on from what was sent', async () => {
  show('Yard');
  type('Yard 1');
  leave();
  type('Yard 12');
  await answer();
  expect(shown()).toBe('Yard 12');
  expect(place.textContent).not.toContain('Yard');
  leave();
  expect(sent.at(-1)?.change).toEqual({ field: 'place', was: 'Yard 1', now: 'Yard 12' });
});
