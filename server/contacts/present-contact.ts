/** A contact as it is shown: what the gate says of every use first, and its value only where the gate allows showing it. */
import { type ContactJudgement, judgeContact, usesOf } from '../../shared/domain/safe-contact.ts';
import { safeUntil } from '../../shared/domain/safe-times.ts';
import type { SafeContact, SafeContactCard } from '../../shared/protocol/http/contacts.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import { type AtGate, gatedOf, type OpenedContact } from './contact.ts';

export interface Looking {
  readonly person: AtGate;
  /** Epoch ms. */
  readonly now: number;
}

export function presentJudgement({ verdict, because, nextAllowedAt }: ContactJudgement): SafeContact['gate'] {
  return { verdict, because, nextAllowedAt: isoOrNull(nextAllowedAt) };
}

export function presentContact(opened: OpenedContact, { person, now }: Looking): SafeContact {
  const { doc, body } = opened;
  const contact = gatedOf(opened, person);
  const gate = judgeContact({ contact, purpose: 'show', at: now });
  return {
    ...body.terms,
    preferred: doc.preferred,
    contactId: doc._id,
    caseId: doc.caseId,
    revision: doc.revision,
    retiredAt: isoOrNull(doc.retiredAt),
    lastChecked: checkedOf(opened),
    changedAt: iso(doc.changedAt),
    changedBy: doc.changedBy,
    gate: presentJudgement(gate),
    value: gate.verdict === 'allowed' ? body.value : null,
    uses: usesOf(contact.channel)
      .filter((purpose) => purpose !== 'show')
      .map((purpose) => ({ purpose, ...presentJudgement(judgeContact({ contact, purpose, at: now })) })),
  };
}

export function presentCard(opened: OpenedContact, now: number): SafeContactCard {
  const { channel, holder, said, deviceSeenBy, codeWord, voicemail, anyTime, safeTimes, neverTimes } =
    opened.body.terms;
  const { textOk, senderNameOk, sharedAccount, itemisedBill, interpreterGender, askFor, alternative } =
    opened.body.terms;
  return {
    ...{ channel, holder, said, deviceSeenBy, codeWord, voicemail, anyTime, safeTimes, neverTimes },
    ...{ textOk, senderNameOk, sharedAccount, itemisedBill, interpreterGender, askFor, alternative },
    lastChecked: checkedOf(opened),
    allowedUntil: channel === 'post' ? null : isoOrNull(safeUntil(opened.body.terms, now)),
  };
}

function checkedOf({ doc: { lastChecked } }: OpenedContact): SafeContact['lastChecked'] {
  return lastChecked === null ? null : { at: iso(lastChecked.at), by: lastChecked.by };
}
