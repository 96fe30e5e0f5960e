/** What the steps of writing down a consent hand to each other. */
import type { ConsentAnswer, ConsentRecipient } from '../../shared/protocol/entry.ts';
import type { WrittenConsent } from '../../shared/protocol/http/consents.ts';
import type { CaseCaller } from '../cases/index.ts';

export type WrittenInput = WrittenConsent & { readonly caseId: string };

export interface Writing {
  readonly input: WrittenInput;
  readonly requestId: string;
  /** Keyed, of all that was sent under this id. */
  readonly digest: string;
  readonly caller: CaseCaller;
}

/** As it counts: the settled answer, and the card with which it was asked. */
export interface Said {
  readonly answer: ConsentAnswer;
  readonly card: ConsentRecipient;
  /** Epoch ms. */
  readonly saidAt: number;
}
