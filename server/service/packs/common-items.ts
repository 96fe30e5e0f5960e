// What a consent card may hold, the same in every pack: the card is built from these and shows the very values.
import type { RecipientItem } from '../pack.ts';

type Plain = Omit<RecipientItem, 'needed' | 'sensitive' | 'because'>;

const optional = (item: Plain): RecipientItem => ({ ...item, needed: false, sensitive: false });
const sensitive = (item: Plain): RecipientItem => ({ ...item, needed: false, sensitive: true });
const needed = (item: Plain, because: string): RecipientItem => ({ ...item, needed: true, sensitive: false, because });

/** Nobody can be helped without these two; the card says why (H3). */
export const neededItems: readonly RecipientItem[] = [
  needed({ itemId: 'name', label: 'The name you want them to use' }, 'they must know who to ask for'),
  needed(
    { itemId: 'safe_contact', label: 'How and when it is OK to contact you' },
    'they must only contact you in a way that is OK for you',
  ),
];

export const ordinaryItems: readonly RecipientItem[] = [
  optional({ itemId: 'area', label: 'The area you live in' }),
  optional({ itemId: 'what_happened', label: 'What happened, in a few words' }),
  optional({ itemId: 'support_needed', label: 'The help you would like' }),
  optional({ itemId: 'risk', label: 'What worries you or us most' }),
  optional({ itemId: 'adjustments', label: 'Your language, and what makes it easier for you' }),
];

/** These stand apart on the card, and each takes a yes of its own (H3). */
export const sensitiveItems: readonly RecipientItem[] = [
  sensitive({ itemId: 'health', label: 'Your health' }),
  sensitive({ itemId: 'sexual', label: 'Anything sexual that happened' }),
  sensitive({ itemId: 'children', label: 'Your children' }),
  sensitive({ itemId: 'person_who_hurt_you', label: 'The person who hurt you' }),
  sensitive({ itemId: 'immigration', label: 'Your right to stay in the UK' }),
];

export const allItems: readonly RecipientItem[] = [...neededItems, ...ordinaryItems, ...sensitiveItems];
