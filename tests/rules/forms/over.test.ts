/** What browsers keep behind Back opens nothing once a filling is over (P2). */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FillingEnd } from '../../../server/forms/fillings.store.ts';
import { createFormStates } from '../../../server/forms/form-state.ts';
import { leaveForm } from '../../../server/forms/leave-form.ts';
import { createMessageForm } from '../../../server/forms/message-form.ts';
import type { Answers, Form } from '../../../server/forms/question.ts';
import { createSelfForm } from '../../../server/forms/self-form.ts';
import { type FormsDeps, stepForm } from '../../../server/forms/step-form.ts';
import { ok } from '../../../shared/result.ts';

const lists = { areas: [], topics: [], crimeTypes: [] };
const self = createSelfForm(lists);
const message = createMessageForm();
const key = Buffer.alloc(32, 3);
const states = createFormStates({ currentKid: 'k1', kids: ['k1'], key: () => key, derive: () => key });
const ends = new Map<string, FillingEnd>();
let now = 0;
let came = 0;
const comes = async () => {
  came += 1;
  return ok({ reference: '7Q4M-2K9D' });
};

const deps: FormsDeps = {
  readBy: () => '1 May 2026',
  ...{ clock: { now: () => now }, ids: { uuid: () => randomUUID(), bytes: (count) => Buffer.alloc(count) } },
  ...{ states, lists: () => lists, day: () => '2026-11-27', limit: async () => null, receive: comes, leave: comes },
  frame: async () => ({ exitUrl: 'https://www.bbc.co.uk/weather', numbers: [], notice: null }),
  fillings: {
    endOf: async ({ id }) => ends.get(id) ?? null,
    sent: async ({ id }, at) => void (ends.has(id) || ends.set(id, { how: 'sent', at })),
    left: async ({ id }, at) => void ends.set(id, { how: 'left', at }),
  },
};
const step = (form: Form, sent: Partial<Parameters<typeof stepForm>[2]>) =>
  stepForm(deps, form, { state: '', at: '', go: 'next', answer: '', ...sent }, '192.0.2.1');
const stateIn = (html: string) => /name="state" value="([^"]+)"/.exec(html)?.[1] ?? '';
const atIn = (html: string) => /name="at" value="([^"]+)"/.exec(html)?.[1] ?? null;

beforeEach(() => {
  ends.clear();
  [now, came] = [Date.parse('2026-11-27T12:00:00Z'), 0];
});

/** What each page of a filling would send again, as a browser keeps it. */
async function pagesOf(form: Form, answers: Answers) {
  const pages: { readonly state: string; readonly at: string; readonly leave: string }[] = [];
  let { html } = await step(form, { go: 'start' });
  for (;;) {
    const [state, at] = [stateIn(html), atIn(html) ?? ''];
    pages.push({ state, at, leave: /name="leave" value="([^"]+)"/.exec(html)?.[1] ?? '' });
    if (at === '') return pages;
    html = (await step(form, { state, at, answer: answers[at] ?? '' })).html;
  }
}

const REACHED = { channel: 'phone', phone: '07700 900123', phone_safe: 'yes' };
const typed = { ...REACHED, name: 'canary name', words: 'canary words', reference: 'yes' };
const kept = /canary|07700|7Q4M-2K9D/;

async function expectNothingOf(form: Form, pages: Awaited<ReturnType<typeof pagesOf>>): Promise<void> {
  for (const { state, at } of pages)
    for (const go of ['next', 'back', 'send', 'to:words', 'to:phone', '']) {
      const { html } = await step(form, { state, at, go, answer: '' });
      expect(html).not.toMatch(kept);
      expect(html).toContain('This form is closed.');
    }
}

describe.each([self, message])('a filling of the form "$name"', (form) => {
  test('[P2] that was sent shows nothing of it again, from none of its pages', async () => {
    const pages = await pagesOf(form, typed);
    const sent = await step(form, { state: pages.at(-1)?.state ?? '', go: 'send' });
    expect(sent.html).toContain('We have your message');
    now += 60_000;
    await expectNothingOf(form, pages);
    expect(came).toBe(1);
  });

  test('[P2] that was left shows nothing of it again, wherever somebody left', async () => {
    for (const at of [0, 3, -1]) {
      const pages = await pagesOf(form, typed);
      expect(await leaveForm(deps, form, pages.at(at)?.leave ?? '')).toContain('url=https://www.bbc.co.uk/weather');
      await expectNothingOf(form, pages);
    }
    expect(came).toBe(0);
  });

  test('[P2] that was left from its end shows nothing, not even that it came', async () => {
    const pages = await pagesOf(form, typed);
    const sent = await step(form, { state: pages.at(-1)?.state ?? '', go: 'send' });
    const leave = /name="leave" value="([^"]+)"/.exec(sent.html)?.[1] ?? '';
    expect(states.open(form.name, leave, now)?.answers).toEqual({});
    await leaveForm(deps, form, leave);
    await expectNothingOf(form, pages);
  });
});

test('who saw no answer to what they sent, and sends it again within a minute, is told that it came, without the reference', async () => {
  const last = (await pagesOf(self, typed)).at(-1);
  const again = () => step(self, { state: last?.state ?? '', go: 'send' });
  expect((await again()).html).toContain('7Q4M-2K9D');
  now += 59_000;
  const second = await again();
  expect([came, second.html.includes('We have your message')]).toEqual([1, true]);
  expect(second.html).not.toMatch(kept);
});

test('leaving ends one filling alone, and says nothing of what was typed', async () => {
  const [one, other] = [await pagesOf(self, typed), await pagesOf(self, typed)];
  expect(states.open('self', one.at(-1)?.leave ?? '', now)?.answers).toEqual({});
  await leaveForm(deps, self, one.at(-1)?.leave ?? '');
  expect((await step(self, { state: other.at(-1)?.state ?? '', go: 'to:words' })).html).toContain('canary words');
  expect(await leaveForm(deps, self, 'not a token')).toContain('url=https://www.bbc.co.uk/weather');
  expect(await leaveForm(deps, message, other.at(-1)?.leave ?? '')).toContain('url=https://www.bbc.co.uk/weather');
  expect(ends.size).toBe(1);
});
