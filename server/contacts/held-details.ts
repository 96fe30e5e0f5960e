/** The numbers and e-mails of a case, each with how it stands at the gate: for whoever must keep them out of words. */
import { type HeldDetail, standingOf } from '../../shared/domain/held-details.ts';
import { judgeContact } from '../../shared/domain/safe-contact.ts';
import type { CaseDoc } from '../cases/index.ts';
import { gatedOf } from './contact.ts';
import type { ContactsDeps } from './deps.ts';
import { personAtGate } from './person-at-gate.ts';

type Deps = Pick<ContactsDeps, 'cases' | 'contacts' | 'attempts'>;

export function createHeldDetails(deps: Deps) {
  return async (of: CaseDoc, family: readonly string[]): Promise<HeldDetail[]> => {
    const [opened, person] = await Promise.all([deps.contacts.ofCases(family), personAtGate(deps, of)]);
    const at = deps.cases.clock.now();
    return opened.flatMap((each) => {
      const { channel } = each.body.terms;
      if (channel === 'post') return [];
      const contact = gatedOf(each, person);
      const standing = standingOf(judgeContact({ contact, purpose: 'show', at }));
      const { value } = each.body;
      // An app, or another way, may be a number or an address.
      const kinds = channel === 'email' ? (['email'] as const) : (['phone', 'email'] as const);
      return kinds.map((kind) => ({ kind, value, standing }));
    });
  };
}
