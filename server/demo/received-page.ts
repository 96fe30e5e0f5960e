import { z } from 'zod';
import { escapeHtml } from '../platform/html.ts';
import type { ReceivedReferral } from './received-referrals.ts';

const stateWords: Readonly<Record<ReceivedReferral['state'], string>> = {
  acknowledged: 'Acknowledged',
  recalled: 'Taken back by the helpline: do not contact',
  paused: 'Paused: contact only through the helpline',
};

/** What a partner sees: each referral once, with what was said about it since. */
export function receivedPage(referrals: readonly ReceivedReferral[]): string {
  const items = [...referrals].reverse().map(article).join('');
  return `<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>Receive as the partner: demonstration</title>
<link rel="stylesheet" href="/base.css">
<link rel="stylesheet" href="/site.css">
<link rel="stylesheet" href="/pages.css">
</head>
<body>
<p class="demonstration" role="note"><strong>This is a demonstration. Nobody is here. In danger call 999.</strong></p>
<main class="column">
<h1>Receive as the partner</h1>
<p>This page plays an invented partner service. Each referral that the helpline sends arrives here once, signed, and is
acknowledged at once. <a href="/received">The same list as data</a></p>
<p><a class="button" href="/">Look again</a></p>
${items === '' ? '<p class="card">Nothing has arrived yet.</p>' : items}
</main>
</body>
</html>`;
}

/** What of a referral this page shows by name; whatever else came is in the data below it. */
const referralForm = z.looseObject({
  reference: z.string(),
  purpose: z.string(),
  recipient: z.looseObject({ name: z.string() }),
  items: z.array(z.looseObject({ label: z.string(), value: z.string() })),
});

function article(referral: ReceivedReferral): string {
  const { receivedAt, deliveries } = referral;
  const often = deliveries === 1 ? 'once' : `${deliveries} times, kept once`;
  const followUps = referral.followUps
    .map((each) => `<p>Since then, ${time(each.receivedAt)}:</p>${raw(each.body)}`)
    .join('');
  return `<article class="card">
<h2>${escapeHtml(referral.partnerReference)}</h2>
<p><strong>${stateWords[referral.state]}.</strong> Arrived ${time(receivedAt)}, delivered ${often}.</p>
${named(referral.body)}<details><summary>The data as it came</summary>${raw(referral.body)}</details>${followUps}
</article>`;
}

function named(body: unknown): string {
  const form = referralForm.safeParse(body);
  if (!form.success) return '';
  const { reference, purpose, recipient, items } = form.data;
  const rows = items.map(({ label, value }) => row(label, value)).join('');
  return `<p>For ${escapeHtml(recipient.name)}. Their reference: <strong>${escapeHtml(reference)}</strong></p>
<dl class="numbers">${row('Purpose', purpose)}${rows}</dl>`;
}

const row = (term: string, value: string): string =>
  `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd></div>`;

const raw = (body: unknown): string => `<pre>${escapeHtml(JSON.stringify(body, null, 2) ?? '')}</pre>`;

const time = (iso: string): string =>
  `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.replace('T', ' ').slice(0, 19))}</time>`;
