/** What one attempt over any channel came to (C2). */
export type Verdict =
  | { readonly outcome: 'acknowledged'; readonly partnerReference: string | null }
  | { readonly outcome: 'sent' }
  /** Not this time. `askedMs`: how long they asked us to wait. */
  | { readonly outcome: 'again'; readonly reason: string; readonly askedMs: number }
  /** Trying again would change nothing: a person has to look. */
  | { readonly outcome: 'hopeless'; readonly reason: string };
