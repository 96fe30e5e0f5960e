/**
 * The *Ask* card: recipients by their ids, values as the worker wrote them, everything else (labels, what is needed and
 * why, what is sensitive) from the service's own list, so that nobody can word a card to get a yes (H3).
 */
import { holdsContactDetail, SAFE_CONTACT_ITEM } from '../../shared/domain/safe-contact.ts';
import type { InputOf } from '../../shared/protocol/define.ts';
import type { ConsentRecipient } from '../../shared/protocol/entry.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Partner } from '../partners/index.ts';

type Asked = InputOf<StaffCommands, 'consent:ask'>['recipients'];
type AskedOne = Asked[number];

export function buildCard(asked: Asked, find: (recipientId: string) => Partner | null): Result<ConsentRecipient[]> {
  const issues = asked.flatMap((one, at) =>
    faultsOf(one, asked, find).map(({ path, message }) => ({ path: `recipients.${at}.${path}`, message })),
  );
  if (issues.length > 0) return fail('bad_request', { issues });
  const partners = asked.map((one) => find(one.recipientId));
  if (partners.some((partner) => !partner?.usable)) return fail('conflict', { reason: 'recipient_not_usable' });
  return ok(asked.flatMap((one, at) => (partners[at] ? [cardOf(one, partners[at])] : [])));
}

function faultsOf(
  one: AskedOne,
  all: Asked,
  find: (recipientId: string) => Partner | null,
): { path: string; message: string }[] {
  const recipient = find(one.recipientId)?.recipient;
  if (!recipient) return [{ path: 'recipientId', message: 'There is no such recipient. Choose one from the list.' }];
  const twice = all.filter((each) => each.recipientId === one.recipientId).length > 1;
  const ids = one.items.map((item) => item.itemId);
  return [
    ...(twice ? [{ path: 'recipientId', message: 'Name each recipient once.' }] : []),
    ...(new Set(ids).size === ids.length ? [] : [{ path: 'items', message: 'Name each item once.' }]),
    ...one.items.flatMap(({ itemId, value }, at) => {
      if (!recipient.items.some((item) => item.itemId === itemId))
        return [{ path: `items.${at}.itemId`, message: 'This recipient is not told this. Choose from the list.' }];
      // Nobody asked whether that number is safe, so it could not be used (the safe-contact gate).
      return itemId !== SAFE_CONTACT_ITEM && holdsContactDetail(value)
        ? [
            {
              path: `items.${at}.value`,
              message: `Put phone numbers and e-mail addresses into "${SAFE_CONTACT_ITEM}".`,
            },
          ]
        : [];
    }),
  ];
}

function cardOf({ recipientId, purpose, items }: AskedOne, { recipient }: Partner): ConsentRecipient {
  return {
    recipientId,
    name: recipient.name,
    purpose: recipient.purposes.find((each) => each.purposeId === purpose)?.text ?? purpose,
    details: recipient.details,
    items: items.flatMap(({ itemId, value }) => {
      const item = recipient.items.find((each) => each.itemId === itemId);
      if (!item) return [];
      const { label, needed, because, sensitive } = item;
      return [{ itemId, label, value, needed, ...(because === undefined ? {} : { because }), sensitive }];
    }),
  };
}

/** Whether what is asked now is what was shown before under the same clientId (L2), whatever the list says today. */
export function asksTheSame(
  shown: readonly ConsentRecipient[],
  asked: Asked,
  find: (recipientId: string) => Partner | null,
): boolean {
  return (
    shown.length === asked.length &&
    asked.every(({ recipientId, purpose, items }, at) => {
      const before = shown[at];
      const purposes = find(recipientId)?.recipient.purposes ?? [];
      const named = purposes.find((each) => each.purposeId === purpose)?.text ?? purpose;
      const pairs = (list: readonly { itemId: string; value: string }[]) =>
        JSON.stringify(list.map(({ itemId, value }) => [itemId, value]));
      return before?.recipientId === recipientId && before.purpose === named && pairs(before.items) === pairs(items);
    })
  );
}
