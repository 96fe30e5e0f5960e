/**
 * A birthday changes what holds for a child (H10), and nobody saves anything on it: once a day the ages of open cases of
 * children are read again. What follows is done in the change, as for any other.
 */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { BANDS_UNDER_18 } from '../../shared/domain/priority.ts';
import type { SectionBody } from '../../shared/protocol/case-sections.ts';
import { fail, ok } from '../../shared/result.ts';
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import { bandOf } from './case-codes.ts';
import { changeCase } from './change-case.ts';
import type { CasesDeps } from './deps.ts';
import { pagesOfCases } from './pages-of-cases.ts';

/** How many turned. Read by the service itself: nobody is shown anything. */
export async function turnAges(deps: CasesDeps): Promise<number> {
  let turned = 0;
  const young = { state: 'open', ageBand: { $in: BANDS_UNDER_18 } };
  await eachOnItsOwn(pagesOfCases(deps, young), (page) =>
    eachOnItsOwn(page, async (doc) => {
      if (await turn(deps, doc)) turned += 1;
    }),
  );
  return turned;
}

async function turn(deps: CasesDeps, listed: CaseDoc): Promise<boolean> {
  // Read first: on any day nearly nobody has a birthday, and a case that stays as it is needs no transaction.
  if ((await bandToday(deps, listed)) === listed.ageBand) return false;
  const changed = await changeCase(deps, listed._id, null, async (doc, session) => {
    const ageBand = await bandToday(deps, doc, session);
    if (ageBand === doc.ageBand) return fail('not_found');
    const codes = { from: doc.ageBand ?? '', to: ageBand ?? '' };
    return ok({
      change: { ageBand },
      action: 'case.age',
      meta: codes,
      event: { kind: 'age_turned', codes },
      value: null,
    });
  });
  return changed.ok;
}

/** By the date of birth that stands in the case; as it was where none does. */
async function bandToday(deps: CasesDeps, { _id, ageBand }: CaseDoc, session?: Session): Promise<CaseDoc['ageBand']> {
  const section = await deps.sections.find(_id, 'person', session);
  if (section === null) return ageBand;
  const person = (await deps.sections.open(section)) as SectionBody<'person'>;
  return bandOf(person, londonDay(new Date(deps.clock.now())));
}
