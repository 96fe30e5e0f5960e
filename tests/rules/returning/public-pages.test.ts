import { expect, test } from 'vitest';
import { leftPage, publicPage } from '../../../server/platform/public-page.ts';
import { withdrawAnswer, withdrawForm } from '../../../server/returning/withdraw-page.ts';
import { publicText } from '../../../shared/text/en/public-pages.ts';
import { wordingFaults } from '../../../shared/text/plain-language.ts';

const frame = { exitUrl: 'https://www.bbc.co.uk/weather?a="b', numbers: [], notice: null };

test('the words of the public pages are short, plain and promise nothing', () => {
  const faults = Object.entries(publicText).flatMap(([key, text]) =>
    wordingFaults(text).map((fault) => `${key}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('[V3] the page that answers says what the rule says, and names nobody', () => {
  const page = withdrawAnswer(frame);
  expect(page).toContain(
    'We have your message. If it matches a record, we will stop sharing and check with you safely.',
  );
  expect(page).toBe(withdrawAnswer({ ...frame }));
});

test('[V4] each page has a way out before anything else, a neutral title and the numbers', () => {
  for (const page of [withdrawForm(frame), withdrawAnswer(frame)]) {
    expect(page.indexOf('id="exit"')).toBeLessThan(page.indexOf('<main>'));
    expect(page).toContain('<title>Help</title>');
    expect(page).toContain('tel:999');
    expect(page).toContain('press 55');
    expect(page).toContain('116 123');
    expect(page).toContain('noindex');
    expect(page).not.toContain('?a="b');
  }
});

test('each page says in English alone how help is to be had in other languages, and names each in its own letters (H11)', () => {
  for (const page of [withdrawForm(frame), withdrawAnswer(frame)]) {
    expect(page).toContain('<html lang="en-GB"');
    expect(page).toContain('We look for an interpreter.');
    expect(page).toContain('<li lang="ur" dir="rtl">اردو</li>');
    expect(page).toContain('<li lang="pl" dir="ltr">Polski</li>');
    expect(page).not.toContain('<li lang="en"');
    // After the numbers: whoever is in a hurry finds those first.
    expect(page.indexOf('id="numbers"')).toBeLessThan(page.indexOf('id="languages"'));
  }
});

test('what comes from elsewhere enters a page as text alone', () => {
  const page = publicPage(
    { ...frame, notice: '<b>&', numbers: [{ label: '<i>', number: '1<2', note: '"' }] },
    '<u>',
    '',
  );
  expect(page).not.toMatch(/<b>|<i>|<u>|1<2/);
});

test('[P2] the form keeps nothing and sends nothing but the two things it asks for', () => {
  const page = withdrawForm(frame);
  expect([...page.matchAll(/name="(\w+)"/g)].map(([, name]) => name)).toEqual([
    'viewport',
    'robots',
    'referrer',
    'reference',
    'phrase',
  ]);
  expect(page).toContain('autocomplete="off"');
  expect(page).not.toMatch(/type="(hidden|email|tel)"|localStorage|cookie/);
});

test('[P2] who leaves in the middle says so by a form, and is sent on without a script', () => {
  const page = publicPage(frame, 'a', '', { action: '/b', name: 'leave', value: '"c' });
  expect(page).toContain('<form class="exit" method="post" action="/b">');
  expect(page).toContain('name="leave" value="&quot;c"');
  expect(page.indexOf('id="exit"')).toBeLessThan(page.indexOf('<main>'));
  const left = leftPage(frame);
  expect(left).toContain('http-equiv="refresh" content="0; url=https://www.bbc.co.uk/weather?a=&quot;b"');
  expect(left).not.toContain('<script');
});

test('a page says which keys leave it only where a script hears them', () => {
  expect(publicPage(frame, 'a', '')).toMatch(/<p id="keys" hidden>Esc leaves/);
});
