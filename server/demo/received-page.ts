import { escapeHtml } from './html.ts';
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
<meta http-equiv="refresh" content="5">
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
acknowledged at once. The page looks again every five seconds; <a href="/received">the same list as data</a>.</p>
${items === '' ? '<p class="card">Nothing has arrived yet.</p>' : items}
</main>
</body>
</html>`;
}

function article(referral: ReceivedReferral): string {
  const followUps = referral.followUps
    .map(({ receivedAt, body }) => `<p>Since then, ${time(receivedAt)}:</p>${values(body)}`)
    .join('');
  return `<article class="card">
<h2>${escapeHtml(referral.partnerReference)}</h2>
<p><strong>${stateWords[referral.state]}</strong>. Arrived ${time(referral.receivedAt)}, delivered ${referral.deliveries === 1 ? 'once' : `${referral.deliveries} times, kept once`}.</p>
${values(referral.body)}${followUps}
</article>`;
}

function values(body: unknown): string {
  return `<pre>${escapeHtml(JSON.stringify(body, null, 2) ?? '')}</pre>`;
}

const time = (iso: string): string =>
  `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.replace('T', ' ').slice(0, 19))}</time>`;
