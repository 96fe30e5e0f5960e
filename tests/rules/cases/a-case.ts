/** A case as it is stored, for the tests of its rules: an adult who agreed on a form, of whom nothing else is known. */
import type { CaseDoc } from '../../../server/cases/case.ts';
import { firstClocks } from '../../../server/cases/case-clocks.ts';
import { NO_CODES } from '../../../server/cases/case-codes.ts';
import { NEVER_DUE } from '../../../shared/domain/case-sections.ts';

/** A Tuesday at ten in the morning. */
export const OPENED = Date.parse('2026-11-24T10:00:00Z');

const me = { agentId: 'me', name: 'Me' };
/** What is sealed is no matter of these rules. */
const sealed = null as unknown as CaseDoc['agreement']['said'];

/** The clocks of somebody who filled in a form, as it came. */
export const onAForm = firstClocks({ how: 'on_a_form', channel: 'self_form', receivedAt: OPENED, now: OPENED });

export function aCase(given: Partial<CaseDoc> = {}): CaseDoc {
  return {
    ...NO_CODES,
    ...{
      _id: 'a-case',
      clientId: 'a-client',
      reference: 'AAAA-AAAA',
      revision: 1,
      state: 'open',
      channel: 'self_form',
    },
    agreement: { how: 'on_a_form', at: OPENED, by: me, said: sealed },
    ...{ owner: me, workers: [], teamId: 'main', exclusions: [], risk: 'not_assessed', riskAt: null },
    ...{ due: [], nextDueAt: NEVER_DUE, waits: [], clocks: onAForm, urgentSince: null },
    ...{ calledName: null, blind: [], conflictKeys: [], openedAt: OPENED, closedAt: null },
    ...{ closureReason: null, mergedInto: null, stateBefore: null, versions: {}, purgeAt: null, legalHold: false },
    ...given,
  };
}
