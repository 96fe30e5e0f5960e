import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choose,
  type Filling,
  needsReading,
  nextBatch,
  notSaved,
  refreshed,
  saved,
  shownOn,
  unsavedIn,
  write,
} from '../../../client/assessments/filling.ts';
import { judgeAnswer } from '../../../shared/domain/tools/merge-answers.ts';
import type { StandingAnswer } from '../../../shared/protocol/assessment.ts';
import { AMARA, aFilling, aView, BEN, draft, no, notKnown, onItsWay, reply, stands, yes } from './a-filling.ts';

const AFTER = 1;

describe('saving as you go', () => {
  test('what is written is shown at once, sent with the revision that was read, and kept until the server holds it', () => {
    const written = write(aFilling([stands('separation', no, { revision: 2 })]), 'separation', draft(yes), null);
    expect(shownOn(written, 'separation')?.answer).toEqual(yes);
    expect(nextBatch(written)?.answers).toEqual([{ topicId: 'separation', ...draft(yes), revision: 2 }]);
    const sent = onItsWay(written);
    expect(unsavedIn(sent)).toBe(1);
    expect(nextBatch(sent)).toBeNull();
    const done = saved(sent, reply([stands('separation', yes, { revision: 3 })]), AFTER);
    expect(unsavedIn(done)).toBe(0);
    expect(done.view.reading.said).toBe('1 yes');
    expect(shownOn(done, 'separation')?.answer).toEqual(yes);
  });

  test('what failed is kept and sent again, and counts how often it was tried', () => {
    const error = { code: 'unavailable', message: 'no answer' } as const;
    const failed = notSaved(onItsWay(write(aFilling(), 'money', draft(yes), null)), error, false);
    expect(unsavedIn(failed)).toBe(1);
    expect(nextBatch(failed)?.answers).toHaveLength(1);
    expect(notSaved(onItsWay(failed), error, false).trouble?.tries).toBe(2);
  });

  test('what is written while it is on its way goes out next, on the revision that it made', () => {
    const sent = onItsWay(write(aFilling(), 'money', draft(yes), null));
    const more = write(sent, 'money', draft(yes, 'since June'), null);
    const done = saved(more, reply([stands('money', yes)]), AFTER);
    expect(shownOn(done, 'money')?.note).toBe('since June');
    expect(nextBatch(done)?.answers).toEqual([{ topicId: 'money', ...draft(yes, 'since June'), revision: 1 }]);
  });

  test('an answer taken back before it was sent is not sent; taken back while on its way, it is', () => {
    expect(nextBatch(write(write(aFilling(), 'money', draft(yes), null), 'money', draft(null), null))).toBeNull();
    const sent = onItsWay(write(aFilling(), 'money', draft(yes), null));
    const back = saved(write(sent, 'money', draft(null), null), reply([stands('money', yes)]), AFTER);
    expect(nextBatch(back)?.answers).toEqual([{ topicId: 'money', ...draft(null), revision: 1 }]);
  });

  test('answers of two contacts are sent apart, so that each names its own', () => {
    const call = { kind: 'call', id: null } as const;
    const both = write(write(aFilling(), 'money', draft(yes), call), 'weapon', draft(no), null);
    expect(nextBatch(both)).toMatchObject({ contact: call, answers: [{ topicId: 'money' }] });
    const first = saved(onItsWay(both), reply([stands('money', yes)]), AFTER);
    expect(nextBatch(first)).toMatchObject({ contact: null, answers: [{ topicId: 'weapon' }] });
  });

  test('the history says what became of an answer, without reading it all again', () => {
    const sent = onItsWay(write(aFilling([stands('money', no)]), 'money', draft(yes), null));
    const { view } = saved(sent, reply([stands('money', yes, { revision: 2 })]), AFTER);
    expect(view.history).toMatchObject([{ topicId: 'money', before: { answer: no }, after: { answer: yes } }]);
  });

  test('the whole is read again only where somebody else wrote into it, or its level moved', () => {
    const before = aView();
    expect(needsReading(before, { row: { ...before.row, revision: 4 } })).toBe(false);
    expect(needsReading(before, { row: { ...before.row, revision: 5 } })).toBe(true);
    expect(needsReading(before, { row: { ...before.row, revision: 4, level: 'high' } })).toBe(true);
  });
});

describe('two people in one tool', () => {
  const theirs = stands('money', no, { by: BEN, note: 'not any more' });
  const clashed = (): Filling =>
    saved(onItsWay(write(aFilling(), 'money', draft(yes), null)), reply([theirs], { conflicts: ['money'] }), AFTER);

  test('a colleague’s answer stands, mine is kept beside it, and nothing is sent before I choose', () => {
    const clash = clashed();
    expect(shownOn(clash, 'money')).toMatchObject({ answer: no, note: 'not any more' });
    expect(clash.mine.money?.draft.answer).toEqual(yes);
    expect(nextBatch(clash)).toBeNull();
  });

  test('taking mine answers theirs; keeping theirs lets mine go; answering anew does so too', () => {
    expect(nextBatch(choose(clashed(), 'money', 'mine'))?.answers).toMatchObject([{ answer: yes, revision: 1 }]);
    expect(unsavedIn(choose(clashed(), 'money', 'theirs'))).toBe(0);
    const anew = write(clashed(), 'money', draft(notKnown), null);
    expect(nextBatch(anew)?.answers).toMatchObject([{ answer: notKnown, revision: 1 }]);
  });

  test('read anew while I write: a colleague’s answer is laid beside mine, my own second window is not', () => {
    const written = write(aFilling(), 'money', draft(yes), null);
    expect(refreshed(written, aView([theirs]), AMARA.agentId).mine.money?.theirs).toEqual(theirs);
    const mine = refreshed(written, aView([stands('money', no)]), AMARA.agentId);
    expect(mine.mine.money).toMatchObject({ theirs: null, revision: 1 });
    expect(unsavedIn(refreshed(written, aView([stands('money', yes, { by: BEN })]), AMARA.agentId))).toBe(0);
  });

  test('an older reading never replaces a newer one', () => {
    const newer = refreshed(aFilling(), aView([stands('money', yes, { revision: 2 })], { revision: 9 }), null);
    const late = saved({ ...newer, sent: {} }, reply([stands('money', no)]), AFTER);
    expect(late.view.row.revision).toBe(9);
    expect(shownOn(late, 'money')?.answer).toEqual(yes);
    expect(refreshed(newer, aView(), null).view.row.revision).toBe(9);
  });
});

/** A server as `judgeAnswer` has it, a colleague, and a line that breaks after the server has stored or before. */
describe('whatever happens on the way', () => {
  const topicId = fc.constantFrom('money', 'weapon', 'sexual');
  const answer = fc.constantFrom(yes, no, notKnown, null);
  const step = fc.oneof(
    fc.record({ does: fc.constant('write' as const), topicId, answer }),
    fc.record({ does: fc.constant('colleague' as const), topicId, answer }),
    fc.record({ does: fc.constant('send' as const), lost: fc.constantFrom('no', 'before', 'after') }),
    fc.record({ does: fc.constant('read' as const) }),
  );

  test('my last word on a topic stands on the server, or is on the screen to choose from', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const server = aServer();
        let filling = aFilling();
        const last = new Map<string, ReturnType<typeof draft>>();
        for (const each of steps) {
          if (each.does === 'write') {
            filling = write(filling, each.topicId, draft(each.answer), null);
            last.set(each.topicId, draft(each.answer));
          }
          if (each.does === 'colleague') server.take(each.topicId, draft(each.answer), BEN);
          if (each.does === 'read') filling = refreshed(filling, server.view(), AMARA.agentId);
          if (each.does === 'send') filling = server.exchange(filling, each.lost);
        }
        for (let tries = 0; nextBatch(filling) !== null && tries < 10; tries += 1) {
          filling = server.exchange(filling, 'no');
        }
        expect(nextBatch(filling)).toBeNull();
        for (const [id, mine] of last) {
          if (server.touched(id).every((by) => by === AMARA.agentId)) {
            expect(server.standing(id)?.answer ?? null).toEqual(mine.answer);
          }
          const clash = filling.mine[id];
          if (clash !== undefined) expect(clash).toMatchObject({ draft: { answer: mine.answer }, theirs: { by: BEN } });
        }
      }),
      { numRuns: 400 },
    );
  });
});

function aServer() {
  const stored = new Map<string, StandingAnswer>();
  const by = new Map<string, string[]>();
  let revision = 3;
  const take = (topicId: string, given: ReturnType<typeof draft>, who: typeof AMARA) => {
    const before = stored.get(topicId);
    stored.set(topicId, stands(topicId, given.answer, { ...given, revision: (before?.revision ?? 0) + 1, by: who }));
    by.set(topicId, [...(by.get(topicId) ?? []), who.agentId]);
    revision += 1;
  };
  const view = () => aView([...stored.values()], { revision });
  return {
    take,
    view,
    standing: (topicId: string) => stored.get(topicId) ?? null,
    touched: (topicId: string) => by.get(topicId) ?? [],
    exchange: (filling: Filling, lost: string): Filling => {
      const batch = nextBatch(filling);
      if (batch === null) return filling;
      const sent = onItsWay(filling);
      if (lost === 'before') return notSaved(sent, { code: 'unavailable', message: '' }, false);
      const conflicts: string[] = [];
      for (const { topicId, ...input } of batch.answers) {
        const old = stored.get(topicId);
        const verdict = judgeAnswer(
          old ? { ...old, agentId: old.by.agentId } : null,
          { topicId, ...input },
          AMARA.agentId,
        );
        if (verdict === 'take') take(topicId, input, AMARA);
        if (verdict === 'conflict') conflicts.push(topicId);
      }
      if (lost === 'after') return notSaved(sent, { code: 'unavailable', message: '' }, false);
      const answers = batch.answers.flatMap(({ topicId }) => stored.get(topicId) ?? []);
      return saved(sent, reply(answers, { conflicts, row: view().row }), AFTER);
    },
  };
}
