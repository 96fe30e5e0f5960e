/** What is shown of a message that somebody left: their words, and a contact only through the safe-contact gate. */
import { holdsContactDetail, safetyOf, usableContact } from '../../shared/domain/safe-contact.ts';
import type { InboundContents } from '../../shared/protocol/http/inbound.ts';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';

/** What is sealed of a message form. */
export type InboundForm = Omit<MessageForm, 'clientId'>;

/** The gate is asked again with what was sealed, not with the code that stands beside it. */
export function presentContents({ name, message, callback, safeContact }: InboundForm): InboundContents {
  const words = [name, message, callback?.when, safeContact?.when, safeContact?.whoElseSees];
  return {
    name: name ?? null,
    message,
    callback: callback?.when ?? null,
    contact: gated(safeContact),
    contactInWords: words.some((each) => each !== undefined && holdsContactDetail(each)),
  };
}

function gated(contact: InboundForm['safeContact']): InboundContents['contact'] {
  if (contact === undefined) return { shown: false, reason: 'none_left', whoElseSees: null };
  const value = usableContact({ value: contact.value, safety: safetyOf(contact) });
  return value === null
    ? { shown: false, reason: 'somebody_else_sees', whoElseSees: contact.whoElseSees ?? null }
    : { shown: true, kind: contact.kind, value, when: contact.when ?? null };
}
