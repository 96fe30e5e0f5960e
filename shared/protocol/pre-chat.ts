/** What a visitor may say before or while waiting; every part can be skipped (V1). */
import { z } from 'zod';
import { code, text } from './common.ts';

export const AGE_BANDS = ['under_13', '13_15', '16_17', 'adult', 'prefer_not_to_say'] as const;
export const ageBand = z.enum(AGE_BANDS);
export type AgeBand = z.infer<typeof ageBand>;

const parts = {
  safeToTalk: z.enum(['yes', 'no', 'unsure']).optional(),
  whoAmI: z.enum(['it_happened_to_me', 'family_or_friend', 'professional']).optional(),
  inDanger: z.enum(['yes', 'no', 'unsure']).optional(),
  justHere: z.boolean().optional(),
  topic: code.optional(),
  area: code.optional(),
  ageBand: ageBand.optional(),
};

/** With a message: only at the request, where it becomes entry 1. */
export const preChatInput = z.strictObject({ ...parts, message: text().optional() });
export const preChat = z.object({ ...parts, message: z.string().optional() });
export type PreChat = z.infer<typeof preChat>;
