// What is half written of a person's answer, and what is sent of it. Nothing is on before they said yes to it, and what they
// said no to leaves without its value (H3).
import type { CaseConsent, WrittenConsent } from '../../../shared/protocol/http/consents.ts';
import type { RecipientView } from '../../../shared/protocol/http/referrals.ts';
import { momentTyped } from '../../records/day-time.ts';
import type { ListedConsents } from './referral-calls.ts';

type Wording = ListedConsents['wordings'][number];
export type Item = RecipientView['items'][number];

export interface ConsentForm {
  readonly recipientId: string;
  readonly purposeId: string;
  readonly wordingVersion: string;
  readonly decision: '' | WrittenConsent['decision'];
  readonly values: Readonly<Record<string, string>>;
  readonly agreed: readonly string[];
  readonly method: '' | WrittenConsent['method'];
  readonly when: 'now' | 'earlier';
  readonly on: string;
  readonly time: string;
  readonly evidence: string;
  readonly able: '' | 'yes' | 'doubt';
  readonly free: '' | 'yes' | 'doubt';
  readonly doubt: string;
  readonly competence: string;
}

/** What each part of the form is given. */
export interface PartProps {
  readonly draft: ConsentForm;
  readonly change: (change: Partial<ConsentForm>) => void;
}

export const consentDraftKey = (caseId: string): string => `consent ${caseId} new`;

export const emptyForm: ConsentForm = {
  ...{ recipientId: '', purposeId: '', wordingVersion: '', decision: '', values: {}, agreed: [], method: '' },
  ...{ when: 'now', on: '', time: '', evidence: '', able: '', free: '', doubt: '', competence: '' },
};

/** Asked again: what was told then stands there to be read out, and nothing is on. */
export function askAgain({ recipientId, items }: Pick<CaseConsent, 'recipientId' | 'items'>): ConsentForm {
  const values = Object.fromEntries(items.flatMap(({ itemId, value }) => (value === null ? [] : [[itemId, value]])));
  return { ...emptyForm, recipientId, values };
}

export function recipientOf({ recipients }: Pick<ListedConsents, 'recipients'>, { recipientId }: ConsentForm) {
  return recipients.find((each) => each.recipientId === recipientId && each.usable) ?? null;
}

/** What they are asked for: read out, and kept with what they said. */
export function purposeOf({ purposes, purpose }: Pick<RecipientView, 'purposes' | 'purpose'>, form: ConsentForm) {
  const chosen = purposes.find(({ purposeId }) => purposeId === form.purposeId) ?? purposes[0];
  return chosen ?? { purposeId: purpose, text: purpose };
}

/** The one chosen, else the first there is. */
export function wordingOf({ wordings }: Pick<ListedConsents, 'wordings'>, form: ConsentForm): Wording | null {
  return wordings.find(({ wordingVersion }) => wordingVersion === form.wordingVersion) ?? wordings[0] ?? null;
}

/** Without these the service could not help, and they have not said yes to them. */
export function missingNeeded({ items }: Pick<RecipientView, 'items'>, { agreed }: ConsentForm): readonly Item[] {
  return agreed.length === 0 ? [] : items.filter(({ itemId, needed }) => needed && !agreed.includes(itemId));
}

export type Lacking = 'choose' | 'choose_seen' | 'evidence_missing' | 'no_wording' | 'when';

interface Writing {
  readonly clientId: string;
  readonly now: number;
  readonly offered: Pick<ListedConsents, 'recipients' | 'wordings' | 'asking'>;
}

/** What is to be sent, or what is lacking before it can be. */
export function bodyOf(
  form: ConsentForm,
  { clientId, now, offered }: Writing,
): { readonly body: WrittenConsent } | { readonly lacking: Lacking } {
  const recipient = recipientOf(offered, form);
  const wording = wordingOf(offered, form);
  const { decision, method, able, free, evidence, competence, doubt } = form;
  if (recipient === null || decision === '' || method === '') return { lacking: 'choose' };
  if (wording === null) return { lacking: 'no_wording' };
  if (able === '' || free === '') return { lacking: 'choose_seen' };
  if (evidence.trim() === '') return { lacking: 'evidence_missing' };
  const saidAt = form.when === 'now' ? new Date(now).toISOString() : momentTyped(form);
  if (saidAt === null) return { lacking: 'when' };
  const { wordingVersion, language } = wording;
  const { recipientId } = recipient;
  return {
    body: {
      ...{
        clientId,
        recipientId,
        purpose: purposeOf(recipient, form).purposeId,
        decision,
        method,
        evidence,
        saidAt,
      },
      ...{ wordingVersion, language, items: decision === 'given' ? itemsOf(recipient.items, form) : [] },
      observed: { seemedAble: able === 'yes', noPressureSeen: free === 'yes', note: orNull(doubt) },
      competenceNote: offered.asking.competenceNeeded ? orNull(competence) : null,
    },
  };
}

/** What was read out and answered; what nobody filled in was not asked. */
function itemsOf(items: readonly Item[], { values, agreed }: ConsentForm): WrittenConsent['items'] {
  return items.flatMap(({ itemId }) => {
    const value = orNull(values[itemId] ?? '');
    const yes = agreed.includes(itemId);
    if (!yes && value === null) return [];
    return [{ itemId, agreed: yes, value: yes ? value : null }];
  });
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
