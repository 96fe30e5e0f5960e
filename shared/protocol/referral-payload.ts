/**
 * What a partner receives, as one documented and versioned form. `docs/partners/referral.schema.json` is made from this by
 * `npm run schema`; what leaves is built to it, and a field more is another version, announced before it is sent.
 */
import { z } from 'zod';
import { id, language, time } from './common.ts';

export const REFERRAL_SCHEMA = 'hearthline.referral/1';

const schema = z.literal(REFERRAL_SCHEMA).meta({ description: 'The version of this form.' });
const referralId = id.meta({ description: 'The same in everything about one referral.' });

const envelope = {
  schema,
  referralId,
  reference: z
    .string()
    .regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    .meta({ description: 'Short, to be read out on the telephone. It says nothing about the person.' }),
  sentAt: time.meta({ description: 'When sending first began: the same at every further attempt.' }),
  service: z.string().min(1).meta({ description: 'The service that refers, by name.' }),
  recipient: z.strictObject({ recipientId: id, name: z.string().min(1) }).meta({ description: 'You.' }),
};

export const referralPayload = z
  .strictObject({
    ...envelope,
    kind: z.literal('referral'),
    purpose: z.string().min(1).meta({ description: 'What the person agreed to, in the words they read.' }),
    items: z
      .array(z.strictObject({ itemId: id, label: z.string().min(1), value: z.string() }))
      .min(1)
      .meta({ description: 'What the person said yes to, and nothing else. Each was a question of its own.' }),
    consent: z
      .strictObject({ wordingVersion: z.string().min(1), givenAt: time, language })
      .meta({ description: 'Which words they agreed to, when, and in which language.' }),
  })
  .meta({ title: 'A referral', description: 'Somebody agreed to be referred to you.' });
export type ReferralPayload = z.infer<typeof referralPayload>;

export const noticePayload = z
  .strictObject({
    ...envelope,
    kind: z.enum(['recall', 'pause', 'resume']).meta({
      description:
        'recall: the person has taken their consent back. pause: contact nobody but us about this until we tell you. resume: we have asked, go on as before.',
    }),
  })
  .meta({
    title: 'A recall, a pause or its end',
    description: 'About a referral that you may have. It names no person.',
  });
export type NoticePayload = z.infer<typeof noticePayload>;

export const encryptedPayload = z
  .strictObject({
    schema,
    referralId,
    encrypted: z
      .string()
      .regex(/^-----BEGIN AGE ENCRYPTED FILE-----/)
      .meta({
        description: 'An armored age file for the key that you gave us. Inside is a referral as above, as JSON.',
      }),
  })
  .meta({ title: 'An encrypted referral', description: 'Only where you have given us an age key.' });
export type EncryptedPayload = z.infer<typeof encryptedPayload>;

/** As JSON Schema 2020-12, for partners. */
export function referralJsonSchema(): Record<string, unknown> {
  const options = { target: 'draft-2020-12', io: 'input' } as const;
  const { $schema, ...body } = z.toJSONSchema(z.union([referralPayload, noticePayload, encryptedPayload]), options);
  return {
    $schema,
    $id: 'urn:hearthline:referral:1',
    title: 'Hearthline referral, version 1',
    description: 'The body of every request that Hearthline sends to a partner.',
    ...body,
  };
}
