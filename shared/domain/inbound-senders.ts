/** Who sends us referrals, and what a key of theirs may be used for. */
export const SENDER_KINDS = ['police', 'partner', 'council', 'health', 'other'] as const;
export type SenderKind = (typeof SENDER_KINDS)[number];

export const SENDER_SCOPES = ['referrals:send'] as const;
export type SenderScope = (typeof SENDER_SCOPES)[number];
