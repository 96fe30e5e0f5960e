/** A case on the screen while answers cross: what a command brought is newer than a reading that was asked before it. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { keepCase, keepRow, reloadCase, useCase } from '../../../client/cases/open-cases.ts';
import type { CaseView } from '../../../shared/protocol/http/cases.ts';

const place = document.createElement('div');
const root = createRoot(place);
const waiting: ((view: CaseView) => void)[] = [];
vi.spyOn(globalThis, 'fetch').mockImplementation(
  () =>
    new Promise((resolve) => {
      waiting.push((view) => resolve(Response.json({ ok: true, value: { case: view } })));
    }),
);
afterEach(() => {
  root.render(null);
  waiting.length = 0;
});

/** As far as this looks at it. */
const aView = (caseId: string, revision: number) =>
  ({ row: { caseId, revision }, sections: [] }) as unknown as CaseView;

function Shows({ caseId }: { readonly caseId: string }) {
  return String(useCase(caseId).view?.row.revision ?? 'nothing');
}

test('a reading under way does not put the older row back: it is read once more', async () => {
  keepCase(aView('c1', 1));
  root.render(createElement(Shows, { caseId: 'c1' }));
  await expect.poll(() => place.textContent).toBe('1');
  const read = reloadCase('c1');
  keepRow(aView('c1', 2).row);
  waiting[0]?.(aView('c1', 1));
  await expect.poll(() => waiting.length).toBe(2);
  expect(place.textContent).toBe('2');
  waiting[1]?.(aView('c1', 3));
  expect((await read)?.row.revision).toBe(3);
  await expect.poll(() => place.textContent).toBe('3');
});

test('a case that was never read is shown, also when a row of it came meanwhile', async () => {
  root.render(createElement(Shows, { caseId: 'c2' }));
  await expect.poll(() => waiting.length).toBe(1);
  keepRow(aView('c2', 2).row);
  waiting[0]?.(aView('c2', 1));
  await expect.poll(() => place.textContent).toBe('1');
});

test('of two readings the newer is shown, and whoever asked first is told all the same what was read', async () => {
  keepCase(aView('c3', 1));
  root.render(createElement(Shows, { caseId: 'c3' }));
  await expect.poll(() => place.textContent).toBe('1');
  const [first, second] = [reloadCase('c3'), reloadCase('c3')];
  waiting[1]?.(aView('c3', 3));
  await second;
  waiting[0]?.(aView('c3', 3));
  expect((await first)?.row.revision).toBe(3);
  await expect.poll(() => place.textContent).toBe('3');
});
