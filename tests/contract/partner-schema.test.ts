import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { webhookHeaders } from '../../server/platform/webhook-signature.ts';
import { encryptedPayload, noticePayload, referralPayload } from '../../server/referrals/payload.ts';
import { buildPack } from '../../server/service/index.ts';
import { referralJsonSchema } from '../../shared/protocol/referral-payload.ts';

const published = JSON.parse(
  readFileSync(new URL('../../docs/partners/referral.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(published);

const facts = {
  ...{ referralId: 'r-1', reference: '7Q4M-2K9D', sentAt: Date.UTC(2026, 10, 24), service: 'Example service' },
  recipient: { recipientId: 'refuge', name: 'A refuge' },
};
const consent = { itemIds: ['name'], wordingVersion: 'ask-en-adult-1', givenAt: 0, language: 'en' };
const items = [{ itemId: 'name', label: 'Name', value: 'Sam', needed: true, sensitive: false }];
const referral = referralPayload(facts, { purpose: 'To support you.', items }, consent);

describe('the schema that partners build to', () => {
  test('is the one that the server builds to: run `npm run schema` when this fails', () => {
    expect(published).toEqual(referralJsonSchema());
    expect(published.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  test.each([
    ['a referral', referral],
    ['a recall', noticePayload(facts, 'recall')],
    ['a pause', noticePayload(facts, 'pause')],
    ['the end of a pause', noticePayload(facts, 'resume')],
    ['an encrypted referral', encryptedPayload('r-1', '-----BEGIN AGE ENCRYPTED FILE-----\nx\n')],
  ])('lets %s pass', (_what, payload) => {
    validate(payload);
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['one more field', { ...referral, caseNotes: 'x' }],
    ['one more field in an item', { ...referral, items: [{ ...items[0], hint: 'x' }] }],
    ['nothing that was said yes to', { ...referral, items: [] }],
    ['a recall that names somebody', { ...noticePayload(facts, 'recall'), items: referral.items }],
    ['another version', { ...referral, schema: 'hearthline.referral/2' }],
    ['no time', { ...referral, sentAt: 'yesterday' }],
    ['clear words where it is encrypted', encryptedPayload('r-1', 'Sam')],
  ])('stops %s', (_what, payload) => {
    expect(validate(payload)).toBe(false);
  });
});

test('the guide to partners says what is signed, and its example is signed so', () => {
  const guide = readFileSync(new URL('../../docs/partners/README.md', import.meta.url), 'utf8');
  const [, secret = '', timestamp = '', body = '', signature = ''] =
    /secret `([^`]+)`, the timestamp `(\d+)` and the body `([^`]+)` the signature is\n`(v1=[0-9a-f]+)`/.exec(guide) ??
    [];
  const headers = webhookHeaders({ secret, body, idempotencyKey: 'r-1', now: Number(timestamp) * 1_000 });
  expect(headers).toMatchObject({ 'Hearthline-Timestamp': timestamp, 'Hearthline-Signature': signature });
  // What it lists is what anybody can be asked for.
  const { recipients } = buildPack('kent-medway', { demoPartnerUrl: null, embedOrigins: [] });
  for (const { itemId } of recipients.flatMap((each) => each.items)) expect(guide).toContain(`\`${itemId}\``);
});
