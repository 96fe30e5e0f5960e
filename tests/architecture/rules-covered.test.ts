import { describe, expect, it } from 'vitest';
import { idsIn, NOT_YET_PROVED, RULES, titlesIn } from './rules.ts';
import { filesOf, read } from './sources.ts';

const citations = filesOf('tests', ['.ts', '.tsx'])
  .filter((path) => /\.(test|spec)\.tsx?$/.test(path))
  .flatMap((path) => titlesIn(path, read(path)).flatMap((title) => idsIn(title).map((id) => ({ id, path, title }))));

const proved = new Set(citations.map((each) => each.id));

describe('the rules that must always hold', () => {
  it('are each proved by a test that cites the id', () => {
    expect(RULES.filter((id) => !proved.has(id) && !(id in NOT_YET_PROVED))).toEqual([]);
  });

  it('are taken off the list of those not yet proved as soon as a test cites them', () => {
    expect(Object.keys(NOT_YET_PROVED).filter((id) => proved.has(id) || !RULES.includes(id))).toEqual([]);
  });

  it('are the only ids that tests cite', () => {
    const unknown = citations.filter((each) => !RULES.includes(each.id));
    expect(unknown.map(({ path, title }) => `${path}: ${title}`)).toEqual([]);
  });

  it('are found in every way a title is written', () => {
    const source = [
      "it('[Q3] waits', f);",
      "it.each([1, 2])('[L1, L3] %s', f);",
      `describe.sequential(\`[V4] \${x}\`, () => { test("[Q1 Q2] y", f); });`,
      "it.each`a|b`('[P1] z', f);",
      "it('a [Q4] in the middle cites nothing', f); other('[A1] nor does another call', f);",
    ].join('\n');
    expect(titlesIn('x.test.ts', source).flatMap(idsIn)).toEqual(['Q3', 'L1', 'L3', 'V4', 'Q1', 'Q2', 'P1']);
  });
});
