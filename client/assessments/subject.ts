// What an assessment is of: the conversation it began in, or the case of the person.
export type Subject = { readonly conversationId: string } | { readonly caseId: string };

/** A conversation of the case, in which something may have been said. */
export interface SubjectConversation {
  readonly conversationId: string;
  readonly startedAt: string;
}

export const placeOf = (subject: Subject): string =>
  'caseId' in subject ? `case ${subject.caseId}` : `conversation ${subject.conversationId}`;
