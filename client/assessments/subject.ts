// What an assessment is of: the conversation it began in, or the case of the person.
export type Subject = { readonly conversationId: string } | { readonly caseId: string };

/** A conversation of the case, in which something may have been said. */
export interface SubjectConversation {
  readonly conversationId: string;
  readonly startedAt: string;
}

export const placeOf = (subject: Subject): string =>
  'caseId' in subject ? `case ${subject.caseId}` : `conversation ${subject.conversationId}`;

/** Where a conversation shows what the answers of its case point to. */
export const pathwaysPlace = (conversationId: string): string => `pathways ${conversationId}`;
