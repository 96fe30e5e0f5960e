/** Who a person can be referred to today and in which words they can be asked, as a worker's desk shows it. */
import type { RecipientView } from '../../shared/protocol/http/referrals.ts';
import { audienceOf, type Wording } from '../../shared/text/wording.ts';
import { type CardDoc, type Partner, presentCard } from '../partners/index.ts';

/** With what each partner says of itself; `day` is today in England. */
export function recipientViews(
  partners: readonly Partner[],
  cards: ReadonlyMap<string, CardDoc>,
  day: string,
): RecipientView[] {
  return partners.map((each) => ({
    ...recipientView(each),
    card: presentCard(cards.get(each.recipient.recipientId), day),
  }));
}

function recipientView({ recipient, usable }: Partner): Omit<RecipientView, 'card'> {
  const { recipientId, name, kind, purposes, unverified, details, items } = recipient;
  return {
    recipientId,
    name,
    kind,
    purpose: purposes[0]?.text ?? '',
    purposes: [...purposes],
    unverified,
    usable,
    details,
    items: items.map(({ itemId, label, needed, because, sensitive }) => ({
      itemId,
      label,
      needed,
      ...(because === undefined ? {} : { because }),
      sensitive,
    })),
  };
}

export interface WordingView {
  wordingVersion: string;
  language: string;
  kind: Wording['kind'];
  audience: string;
  text: string;
}

/** Children get children's words (H10): only those for this person's age, in force on this day. */
export function wordingsFor(wordings: readonly Wording[], ageBand: string | null, day: string): WordingView[] {
  const audience = audienceOf(ageBand);
  return wordings
    .filter((each) => each.audience === audience && each.validFrom <= day)
    .filter(({ validTo }) => validTo === undefined || day <= validTo)
    .map(({ version, language, kind, text }) => ({ wordingVersion: version, language, kind, audience, text }));
}
