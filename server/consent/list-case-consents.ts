/** What a person agreed to share, whichever of their cases and chats it was said in, and what they can be asked now. */
import type { z } from 'zod';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { competenceNeeded, releaseNeeded } from '../../shared/domain/written-consent.ts';
import type { consentRoutes } from '../../shared/protocol/http/consents.ts';
import type { RecipientView } from '../../shared/protocol/http/referrals.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Wording } from '../../shared/text/wording.ts';
import { type CaseCaller, reachCase } from '../cases/index.ts';
import type { Partner } from '../partners/index.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import { personOfCase } from './family-of-case.ts';
import { presentConsents } from './present-consent.ts';

type Listed = z.infer<(typeof consentRoutes)['list']['output']>;

/** How recipients and wordings are shown at a desk; referrals know. */
export interface OfferViews {
  readonly recipients: (partners: readonly Partner[]) => Promise<RecipientView[]>;
  readonly wordings: (all: readonly Wording[], ageBand: string | null, day: string) => Listed['wordings'];
}

/** Nothing was seen yet that would call for a lead. */
const NO_DOUBT = { seemedAble: true, noPressureSeen: true };

export async function listCaseConsents(
  deps: CaseConsentDeps & { readonly views: OfferViews },
  caseId: string,
  caller: CaseCaller,
): Promise<Result<Listed>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.cases.audit.record({ actor, action: 'case.consents', target: { kind: 'case', id: caseId } });
  const { root, family, talks } = await personOfCase(deps, reached.value);
  const now = deps.cases.clock.now();
  const { ageBand } = root;
  return ok({
    consents: await presentConsents(deps, await deps.consents.consentsOf(family)),
    recipients: await deps.views.recipients(deps.partners.list(now)),
    wordings: deps.views
      .wordings(deps.wordings(), ageBand, londonDay(new Date(now)))
      .filter(({ kind }) => kind === 'ask'),
    asking: {
      chatOpen: talks.some(({ open }) => open),
      competenceNeeded: competenceNeeded(ageBand),
      releaseNeeded: releaseNeeded({ ageBand, observed: NO_DOUBT }),
    },
  });
}
