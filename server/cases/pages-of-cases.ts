/** All cases of a filter, page after page, for looks through many of them: no limit leaves the last ones out. */
import type { CaseDoc } from './case.ts';
import type { CasesDeps } from './deps.ts';

const AT_ONCE = 200;

export async function* pagesOfCases(
  { cases }: Pick<CasesDeps, 'cases'>,
  filter: Readonly<Record<string, unknown>>,
): AsyncGenerator<readonly CaseDoc[]> {
  for (let after = ''; ; ) {
    const page = await cases.findMany({ $and: [filter, { _id: { $gt: after } }] }, AT_ONCE);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return;
    after = last._id;
  }
}
