import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FormLists } from '../../../server/forms/choices.ts';
import { createFormStates } from '../../../server/forms/form-state.ts';
import { createMessageForm } from '../../../server/forms/message-form.ts';
import { createProfessionalForm } from '../../../server/forms/professional-form.ts';
import type { Answers, Form } from '../../../server/forms/question.ts';
import { createSelfForm } from '../../../server/forms/self-form.ts';
import { type FormsDeps, stepForm } from '../../../server/forms/step-form.ts';
import type { MessageForm } from '../../../shared/protocol/http/referrals.ts';
import type { InboundReferralForm } from '../../../shared/protocol/inbound-referral.ts';
import { fail, ok } from '../../../shared/result.ts';
import { formWords } from '../../../shared/text/en/public-forms.ts';

const option = (code: string) => ({ code, label: code.replaceAll('_', ' ') });
const lists: FormLists = {
  areas: ['dover', 'medway'].map(option),
  topics: ['partner_or_family', 'money_or_scam'].map(option),
  crimeTypes: ['theft', 'rape'].map(option),
};
const day = '2026-11-27';
const self = createSelfForm(lists);
const professional = createProfessionalForm(lists, () => day);
const message = createMessageForm();
const key = Buffer.alloc(32, 3);
const states = createFormStates({ currentKid: 'k1', kids: ['k1'], key: () => key, derive: () => key });
let now = Date.parse(`${day}T12:00:00Z`);
let received: InboundReferralForm[] = [];
let left: MessageForm[] = [];
let wait: number | null = null;
let answer: Awaited<ReturnType<FormsDeps['receive']>> = ok({ reference: '7Q4M-2K9D' });

const deps: FormsDeps = {
  ...{ clock: { now: () => now }, ids: { uuid: () => randomUUID(), bytes: (count) => Buffer.alloc(count) } },
  ...{ states, lists: () => lists, day: () => day, limit: async () => wait, readBy: () => '1 May 2026' },
  fillings: { endOf: async () => null, sent: async () => undefined, left: async () => undefined },
  frame: async () => ({ exitUrl: 'https://www.bbc.co.uk/weather', numbers: [], notice: null }),
  receive: async (form) => {
    received.push(form);
    return answer;
  },
  leave: async (form) => {
    left.push(form);
    return wait === null ? ok({}) : fail('rate_limited', { retryAfterMs: wait });
  },
};
const step = (form: Form, sent: Partial<Parameters<typeof stepForm>[2]>) =>
  stepForm(deps, form, { state: '', at: '', go: 'next', answer: '', ...sent }, '192.0.2.1');
const stateIn = (html: string) => /name="state" value="([^"]+)"/.exec(html)?.[1] ?? '';
const atIn = (html: string) => /name="at" value="([^"]+)"/.exec(html)?.[1] ?? null;

/** Answers each question as it comes, as somebody with a browser would; what is not named is skipped. */
async function fill(form: Form, answers: Answers) {
  let { html } = await step(form, { go: 'start' });
  const seen: string[] = [];
  for (let at = atIn(html); at !== null; at = atIn(html)) {
    seen.push(at);
    if (seen.length > 40) throw new Error(`The form does not end: ${seen.join(' ')}`);
    html = (await step(form, { state: stateIn(html), at, answer: answers[at] ?? '' })).html;
  }
  return { html, seen };
}
const send = async (form: Form, answers: Answers) => {
  const { html } = await fill(form, answers);
  return step(form, { state: stateIn(html), go: 'send' });
};

beforeEach(() => {
  [received, left, wait] = [[], [], null];
  answer = ok({ reference: '7Q4M-2K9D' });
  now = Date.parse(`${day}T12:00:00Z`);
});

const REACHED = { channel: 'phone', phone: '07700 900123', phone_safe: 'yes', phone_when: 'after five' };
const WORKER = { referrer: 'Ash', organisation: 'A school', telephone: '01234 567890', agreed: 'yes', crime: 'theft' };

describe('the form for oneself', () => {
  test('asks one thing a page, nothing chosen beforehand, a way out and the numbers on each', async () => {
    let { html } = await step(self, { go: 'start' });
    for (let at = atIn(html); at !== null; at = atIn(html)) {
      expect(html.match(/name="answer"/g)?.length ?? 0).toBeGreaterThan(0);
      expect(html).not.toMatch(/ checked| selected/);
      expect(html).toContain('id="exit"');
      expect(html).toContain('tel:999');
      expect(html).toContain('<title>Help</title>');
      html = (await step(self, { state: stateIn(html), at, answer: { ...REACHED, age: '30' }[at] ?? '' })).html;
    }
    expect(html).toContain('Is this right?');
    expect(received).toEqual([]);
  });

  test('can be skipped all through but for a way to reach them', async () => {
    const { seen } = await fill(self, { channel: 'email', email: 'kim@mail.example' });
    const rest = ['email', 'email_safe', 'email_when', 'area', 'wishes', 'reference'];
    expect(seen).toEqual(['who', 'age', 'topic', 'words', 'name', 'channel', ...rest]);
    // Nobody is let through to an end that refuses them: it is said where it is asked, with the numbers.
    const { html } = await step(self, { go: 'start' });
    const asked = await step(self, { state: stateIn(html), go: 'to:channel' });
    expect(asked.html).toContain('If nothing is safe, call a number below.');
    const skipped = await step(self, { state: stateIn(asked.html), at: 'channel' });
    expect([atIn(skipped.html), skipped.html.includes('We need this one.')]).toEqual(['channel', true]);
    const early = await step(self, { state: stateIn(asked.html), go: 'send' });
    expect([atIn(early.html), received]).toEqual(['channel', []]);
  });

  test('says how far it is, counting what came of an answer', async () => {
    const { html } = await step(self, { go: 'start' });
    expect(html).toContain('Question 1 of 9');
    const next = await step(self, { state: stateIn(html), at: 'channel', answer: 'phone' });
    expect(next.html).toContain('Question 7 of 12');
  });

  test('is handed on as it was answered, and what was not asked about is not known', async () => {
    const sent = await send(self, {
      who: 'me',
      age: '34',
      topic: 'partner_or_family',
      words: 'canary',
      ...REACHED,
      area: 'dover',
    });
    expect(sent.html).toMatch(/We have your message[\s\S]*We read it by 1 May 2026\./);
    expect(sent.html).not.toContain('7Q4M-2K9D');
    expect(received).toMatchObject([
      {
        person: { name: null, age: 34, area: 'dover', dateOfBirth: null },
        contacts: [{ channel: 'phone', value: '07700 900123', safe: 'yes', said: 'after five' }],
        incident: {
          said: 'partner or family\ncanary',
          flags: ['domestic'],
          capacity: 'direct_victim',
          crimeType: null,
        },
        consent: { agreed: 'yes', explicit: 'not_known' },
        risk: null,
      },
    ]);
  });

  test('never takes a number for safe that nobody said is', async () => {
    for (const safe of ['', 'not_known', 'no']) {
      received = [];
      const end = await send(self, { ...REACHED, phone_safe: safe });
      expect(received[0]?.contacts[0]?.safe).toBe(safe === 'no' ? 'no' : 'not_known');
      // Nobody will use it, and whoever waits for a call has to know.
      expect(end.html).toContain(formWords('adult')['check.out_of_reach']);
    }
    const before = await fill(self, { ...REACHED, phone_safe: 'not_known' });
    expect(before.html).toContain(formWords('adult')['check.out_of_reach']);
    for (const { html } of [await fill(self, REACHED), await send(self, REACHED)])
      expect(html).not.toContain(formWords('adult')['check.out_of_reach']);
  });

  test('takes a number and an address, each with its own word on whether and when it is safe', async () => {
    const both = { ...REACHED, channel: 'both', email: 'kim@mail.example', email_safe: 'no', email_when: 'never' };
    const { seen } = await fill(self, both);
    expect(seen.slice(6, 12)).toEqual([
      ...['phone', 'phone_safe', 'phone_when'],
      ...['email', 'email_safe', 'email_when'],
    ]);
    await send(self, both);
    expect(received[0]?.contacts).toEqual([
      { channel: 'phone', value: '07700 900123', safe: 'yes', said: 'after five' },
      { channel: 'email', value: 'kim@mail.example', safe: 'no', said: 'never' },
    ]);
    // Of which of the two it is asked stands above the question.
    const { html } = await fill(self, both);
    const asked = await step(self, { state: stateIn(html), go: 'to:email_safe' });
    expect(asked.html).toMatch(/<p id="about"><bdi>kim@mail\.example/);
    await send(professional, { ...WORKER, ...both });
    expect(received[1]?.contacts).toMatchObject([{ safe: 'yes' }, { safe: 'no' }]);
  });

  test('does not send a number that was taken back', async () => {
    const { html } = await fill(self, { ...REACHED, name: 'Kim' });
    const change = await step(self, { state: stateIn(html), go: 'to:channel' });
    const asked = await step(self, { state: stateIn(change.html), at: 'channel', go: 'changed', answer: 'email' });
    expect(atIn(asked.html)).toBe('email');
    const next = { state: stateIn(asked.html), at: 'email', go: 'changed', answer: 'kim@mail.example' };
    const after = await step(self, next);
    expect([after.html.includes('Is this right?'), after.html.includes('07700')]).toEqual([true, false]);
    await step(self, { state: stateIn(after.html), go: 'send' });
    expect(received).toMatchObject([{ contacts: [{ channel: 'email' }] }]);
  });

  test('speaks to a child and to a young person in their words, and to who writes for another as to an adult', async () => {
    const titleAfter = async (answers: Answers) => {
      const { html } = await step(self, { go: 'start' });
      const one = await step(self, { state: stateIn(html), at: 'who', answer: answers.who ?? '' });
      const two = await step(self, { state: stateIn(one.html), at: 'age', answer: answers.age ?? '' });
      const three = await step(self, { state: stateIn(two.html), at: 'topic' });
      return /<h1>([^<]+)/.exec(three.html)?.[1];
    };
    expect(await titleAfter({ who: 'me', age: '9' })).toBe('What happened?');
    expect(await titleAfter({ who: 'me', age: '15' })).toBe('What would you like to tell us?');
    expect(await titleAfter({ who: 'other', age: '9' })).toBe('What would you like us to know?');
    expect(await titleAfter({ who: 'me' })).toBe('What would you like us to know?');
  });

  test('shows a reference only to who asked for one', async () => {
    expect((await send(self, { ...REACHED, reference: 'yes' })).html).toContain('Your reference is 7Q4M-2K9D.');
    expect((await send(self, { ...REACHED, reference: 'no' })).html).not.toContain('7Q4M-2K9D');
  });
});

describe('going back', () => {
  test('shows what was answered before, and loses nothing', async () => {
    const first = await step(self, { go: 'start' });
    const second = await step(self, { state: stateIn(first.html), at: 'who', answer: 'me' });
    const third = await step(self, { state: stateIn(second.html), at: 'age', answer: '34' });
    const back = await step(self, { state: stateIn(third.html), at: 'topic', go: 'back', answer: 'money_or_scam' });
    expect([atIn(back.html), back.html.includes('value="34"')]).toEqual(['age', true]);
    const on = await step(self, { state: stateIn(back.html), at: 'age', answer: '34' });
    expect(on.html).toMatch(/value="money_or_scam" checked/);
  });

  test('from the first question leads to the beginning, and on again with all that was answered', async () => {
    const { html } = await fill(self, { ...REACHED, name: 'Kim' });
    const first = await step(self, { state: stateIn(html), go: 'to:who' });
    const start = await step(self, { state: stateIn(first.html), at: 'who', go: 'back' });
    expect([start.html.includes('Ask us for support'), start.html.includes('Go on')]).toEqual([true, true]);
    // Who leaves here is forgotten as from every other page of it.
    expect(start.html).toContain('name="leave"');
    const on = await step(self, { state: stateIn(start.html), go: 'start' });
    const name = await step(self, { state: stateIn(on.html), go: 'to:name' });
    expect([atIn(on.html), name.html.includes('value="Kim"')]).toEqual(['who', true]);
  });

  test('to change one answer comes back to all of them, with what is wrong said first', async () => {
    const { html } = await fill(self, { ...REACHED, name: 'Kim', age: '34' });
    const change = await step(self, { state: stateIn(html), go: 'to:age' });
    expect(change.html).toContain('name="go" value="changed"');
    const wrong = await step(self, { state: stateIn(change.html), at: 'age', go: 'changed', answer: 'old' });
    expect([atIn(wrong.html), wrong.html.includes('value="changed"')]).toEqual(['age', true]);
    const after = await step(self, { state: stateIn(wrong.html), at: 'age', go: 'changed', answer: '35' });
    expect(after.html).toMatch(/Is this right\?[\s\S]*>35</);
  });
});

describe('what a page carries', () => {
  test('[P1] is sealed: nobody who finds the page reads an answer that is not on it', async () => {
    const { html } = await step(self, { go: 'start' });
    const two = await step(self, { state: stateIn(html), at: 'who', answer: 'me' });
    const filled = states.open('self', stateIn(two.html), now);
    expect(filled?.answers).toEqual({ who: 'me' });
    const next = states.seal('self', {
      ...(filled ?? { id: randomUUID(), begunAt: now }),
      answers: { words: 'canary' },
    });
    expect(Buffer.from(next, 'base64url').toString('latin1')).not.toContain('canary');
  });

  test('opens for two hours, in its own form alone, and only as it was made', async () => {
    const token = states.seal('self', { id: randomUUID(), begunAt: now, answers: { who: 'me' } });
    expect(states.open('professional', token, now)).toBeNull();
    expect(states.open('self', token, now + 2 * 3_600_000)).toBeNull();
    expect(states.open('self', token, now - 1)).toBeNull();
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '9', '_'), (at, letter) => {
        fc.pre(token[at] !== letter);
        const other = states.open('self', `${token.slice(0, at)}${letter}${token.slice(at + 1)}`, now);
        expect(other === null || other.answers.who === 'me').toBe(true);
      }),
    );
    now += 2 * 3_600_000;
    const late = await step(self, { state: token, at: 'age', answer: '9' });
    expect(late.html).toContain('This form was open too long.');
  });

  test('is never more than text, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (typed) => {
        const { html } = await step(self, { go: 'start' });
        const { html: next } = await step(self, { state: stateIn(html), at: 'who', go: 'to:words' });
        const shown = await step(self, { state: stateIn(next), at: 'words', answer: `${typed}<img src=x>"'` });
        expect(shown.html).not.toContain('<img');
      }),
      { numRuns: 40 },
    );
  });
});

describe('the form of people at work', () => {
  test('asks first who they are and whether the person agreed', async () => {
    const { seen } = await fill(professional, WORKER);
    expect(seen.slice(0, 5)).toEqual(['referrer', 'organisation', 'telephone', 'agreed', 'crime']);
    expect(seen).not.toContain('explicit');
  });

  test('does not go on where the person said no', async () => {
    const { html } = await step(professional, { go: 'start' });
    const one = await step(professional, { state: stateIn(html), at: 'referrer', answer: 'Ash' });
    const two = await step(professional, { state: stateIn(one.html), at: 'organisation', answer: 'A school' });
    const three = await step(professional, { state: stateIn(two.html), at: 'telephone', answer: '01234 567890' });
    const stopped = await step(professional, { state: stateIn(three.html), at: 'agreed', answer: 'no' });
    expect([atIn(stopped.html), stopped.html.includes('We cannot take this yet.')]).toEqual(['agreed', true]);
  });

  test('asks for a yes in so many words where the kind of harm needs it, and keeps nothing without', async () => {
    const given = { ...WORKER, crime: 'rape', explicit: 'yes', said: 'On Monday', name: 'Kim', risk: 'high' };
    expect((await fill(professional, given)).seen).toContain('explicit');
    await send(professional, given);
    expect(received).toMatchObject([
      {
        consent: { agreed: 'yes', explicit: 'yes', said: 'On Monday' },
        risk: { grade: 'high' },
        referrer: { name: 'Ash', organisation: 'A school', phone: '01234 567890' },
        contacts: [],
      },
    ]);
    // Answered for a theft first, then changed: the question comes before anything is sent.
    const { html } = await fill(professional, WORKER);
    const change = await step(professional, { state: stateIn(html), go: 'to:crime' });
    const after = await step(professional, { state: stateIn(change.html), at: 'crime', answer: 'rape' });
    expect(atIn(after.html)).toBe('explicit');
    const early = await step(professional, { state: stateIn(after.html), go: 'send' });
    expect([atIn(early.html), received.length]).toEqual(['explicit', 1]);
  });

  test('is let past that yes neither by leaving out what happened nor by not knowing it (H17)', async () => {
    const { html } = await fill(professional, WORKER);
    const change = await step(professional, { state: stateIn(html), go: 'to:crime' });
    const skipped = await step(professional, { state: stateIn(change.html), at: 'crime', go: 'changed' });
    expect([atIn(skipped.html), skipped.html.includes('We need this one.')]).toEqual(['crime', true]);
    const unknown = { at: 'crime', go: 'changed', answer: 'not_known' };
    const asked = await step(professional, { state: stateIn(change.html), ...unknown });
    expect([atIn(asked.html), asked.html.includes('As we do not know what happened')]).toEqual(['explicit', true]);
    const no = { at: 'explicit', go: 'changed', answer: 'not_known' };
    expect((await step(professional, { state: stateIn(asked.html), ...no })).html).toContain(
      'We cannot take this yet.',
    );
    expect(atIn((await step(professional, { state: stateIn(asked.html), go: 'send' })).html)).toBe('explicit');
    const { html: end } = await send(professional, { ...WORKER, crime: 'not_known', explicit: 'yes' });
    expect(end).toContain('We read it by 1 May 2026.');
    expect(received).toMatchObject([{ incident: { crimeType: null }, consent: { explicit: 'yes' } }]);
  });

  test('says what is wrong at the field, and keeps what was typed', async () => {
    const { html } = await step(professional, { go: 'start' });
    const missing = await step(professional, { state: stateIn(html), at: 'referrer', answer: '  ' });
    expect(missing.html).toContain('We need this one.');
    const one = await step(professional, { state: stateIn(html), at: 'referrer', answer: 'Ash' });
    const two = await step(professional, { state: stateIn(one.html), at: 'organisation', answer: 'A school' });
    const wrong = await step(professional, { state: stateIn(two.html), at: 'telephone', answer: '12 "3' });
    expect(wrong.html).toContain('This does not look like a phone number.');
    expect(wrong.html).toContain('value="12 &quot;3"');
  });
});

describe('the message form', () => {
  const REACHABLE = { channel: 'phone', phone: '07700 900123', when: 'after five', callback: 'Tuesday' };

  test('needs nothing but the message, and hands it on as the panel does, once for one filling', async () => {
    expect((await fill(message, { words: 'canary' })).seen).toEqual(['words', 'name', 'channel']);
    const { html } = await fill(message, { words: 'canary', name: 'Kim', ...REACHABLE });
    for (const _twice of [1, 2])
      expect((await step(message, { state: stateIn(html), go: 'send' })).html).toContain('We have your message');
    const [first, second] = left;
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      ...{ message: 'canary', name: 'Kim', callback: { when: 'Tuesday' } },
      safeContact: { kind: 'phone', value: '07700 900123', when: 'after five' },
    });
    expect(first?.safeContact).not.toHaveProperty('whoElseSees');
    expect(received).toEqual([]);
  });

  test('says who else may see an address, and waits like every other where too much comes from one place', async () => {
    await send(message, { words: 'x', channel: 'email', email: 'kim@mail.example', who_sees: 'my husband' });
    expect(left[0]?.safeContact).toEqual({ kind: 'email', value: 'kim@mail.example', whoElseSees: 'my husband' });
    wait = 60_000;
    expect((await send(message, { words: 'x' })).status).toBe(429);
  });

  test('each form begins with the way to the others', async () => {
    for (const form of [self, professional, message]) {
      const { html } = await step(form, { go: 'start' });
      const begins = await step(form, { state: stateIn(html), at: atIn(html) ?? '', go: 'back' });
      const paths = ['/help/start', '/refer', '/help/write'].filter((path) => path !== form.path);
      for (const path of paths) expect(begins.html, form.name).toContain(`<a href="${path}">`);
    }
  });
});

describe('sending', () => {
  test('again is told so, and later when too much came from one place', async () => {
    answer = fail('conflict', { reason: 'other_content' });
    expect((await send(self, REACHED)).html).toContain('You have sent this form already.');
    wait = 60_000;
    const { status, html } = await send(self, REACHED);
    expect([status, html.includes('Please send it again in a few minutes')]).toEqual([429, true]);
  });

  test('of something that the service cannot take says so, and nothing is lost', async () => {
    answer = fail('bad_request', { issues: [] });
    const { html } = await send(self, { ...REACHED, words: 'canary words' });
    expect(html).toMatch(/Something here cannot be right\.[\s\S]*canary words/);
  });
});
