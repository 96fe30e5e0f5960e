// A reference receiver of Hearthline referrals, in one file: run it as it is, or read it and build the same into your system.
//
//   SECRET=… node receiver.mjs                       (Node 20 or newer; nothing to install)
//
//   SECRET        what the service gave you to check signatures with
//   PORT, HOST    where to listen; 4010 and 127.0.0.1 (put your TLS proxy in front)
//   KEEP_FILE     where referrals are kept, one JSON object a line; received-referrals.jsonl
//   AGE_IDENTITY  AGE-SECRET-KEY-1…, if you gave the service an age key (then: npm install age-encryption)
//
// What it does, and what your own must do: checks signature and age of every request over the bytes as they came; keeps one
// referral for each Idempotency-Key, however often it comes, on disk before it answers; takes recalls, pauses and the end of a pause.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';

const { SECRET, PORT = '4010', HOST = '127.0.0.1', KEEP_FILE = 'received-referrals.jsonl', AGE_IDENTITY } = process.env;
const TOLERANCE_SECONDS = 300;
const MOST_BYTES = 256 * 1024;
/** What becomes of the referral. What was recalled stays so, whatever arrives after it. */
const SINCE = { recall: 'recalled', pause: 'paused', resume: 'received' };

if (!SECRET) fail('SECRET is missing: write the secret that the service gave you.');

/** Everything that came, by its Idempotency-Key; read again from the file at start. */
const kept = new Map();
for (const line of existsSync(KEEP_FILE) ? readFileSync(KEEP_FILE, 'utf8').split('\n') : []) {
  // A line that was cut off by a power failure was never acknowledged: it comes again.
  const entry = parse(line);
  if (entry !== undefined) kept.set(entry.key, entry);
}

function judge(request, body) {
  const timestamp = request.headers['hearthline-timestamp'] ?? '';
  const given = /^v1=([0-9a-f]{64})$/.exec(request.headers['hearthline-signature'] ?? '')?.[1];
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return [401, { error: 'unsigned' }];
  const expected = createHmac('sha256', SECRET).update(`${timestamp}.`).update(body).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) return [401, { error: 'forged' }];
  // An old message that somebody recorded, or a clock of yours or theirs that is wrong.
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return [401, { error: 'stale' }];
  return null;
}

async function take(key, body) {
  if (typeof key !== 'string' || key === '' || key.length > 200) return [400, { error: 'no_idempotency_key' }];
  const text = body.toString('utf8');
  const known = kept.get(key);
  if (known !== undefined) {
    // The same again: the first answer was lost on its way. Answer the same, and keep nothing twice.
    if (known.body === text) return acknowledged(known);
    // Taken back before it came: nothing of it is kept.
    if (known.body === undefined) return acknowledged(known);
    return [409, { error: 'another_body_under_this_key' }];
  }
  const message = parse(text);
  if (message?.schema !== 'hearthline.referral/1') return [422, { error: 'not_a_hearthline_referral_version_1' }];
  if (Object.hasOwn(SINCE, message.kind)) return followUp(key, text, message);
  const referral = message.encrypted === undefined ? message : parse(await decrypt(message.encrypted));
  if (referral?.kind !== 'referral') return [422, { error: 'not_readable' }];
  const partnerReference = `R-${randomBytes(4).toString('hex').toUpperCase()}`;
  return acknowledged(keep({ key, state: 'received', partnerReference, body: text, referral }));
}

/**
 * Stop, wait, or go on: tell whoever works on it, at once. One that you never had needs nothing: say so; but that it was
 * taken back is kept, since it may have been overtaken on its way.
 */
function followUp(key, text, { kind, referralId }) {
  const referral = kept.get(referralId);
  if (referral === undefined) {
    if (kind === 'recall' && typeof referralId === 'string') keep({ key: referralId, state: 'recalled' });
    return [404, { error: 'unknown_referral' }];
  }
  if (referral.state !== 'recalled') keep({ ...referral, state: SINCE[kind] });
  return acknowledged(keep({ key, state: kind, partnerReference: referral.partnerReference, body: text }));
}

/** On the disk before we say that we have it: from our answer on nobody sends it again. */
function keep(entry) {
  const file = openSync(KEEP_FILE, 'a', 0o600);
  try {
    // On a line of its own, whatever was cut off before it.
    writeSync(file, `\n${JSON.stringify({ at: new Date().toISOString(), ...entry })}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  kept.set(entry.key, entry);
  return entry;
}

function acknowledged({ partnerReference }) {
  return [200, { status: 'acknowledged', partnerReference }];
}

async function decrypt(armored) {
  if (!AGE_IDENTITY) return '';
  const { armor, Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addIdentity(AGE_IDENTITY);
  return decrypter.decrypt(armor.decode(armored), 'text').catch(() => '');
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function read(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** One after another, so that the same message twice at once is kept once. */
let turn = Promise.resolve();
function inTurn(work) {
  const result = turn.then(work);
  turn = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}

async function answer(request) {
  if (request.method !== 'POST') return [405, { error: 'post_only' }];
  const body = await read(request);
  if (body === null) return [413, { error: 'too_large' }];
  return judge(request, body) ?? (await inTurn(() => take(request.headers['idempotency-key'], body)));
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function handle(request, response) {
  // A full disk, say: not acknowledged, so it comes again.
  const [status, value] = await answer(request).catch(() => [503, { error: 'not_now' }]);
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

const server = createServer((request, response) => void handle(request, response));
server.on('error', ({ code }) => fail(`Cannot listen on ${HOST}:${PORT} (${code}).`));
server.listen(Number(PORT), HOST, () => {
  process.stdout.write(`ready http://${HOST}:${server.address().port}\n`);
});
