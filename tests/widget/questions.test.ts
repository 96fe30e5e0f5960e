import { describe, expect, it } from 'vitest';
import { type Lists, nextQuestion, noLists, optionsOf, QUESTIONS, type Question } from '../../widget/questions.ts';

const lists: Lists = { topics: [{ code: 'online', label: 'Online' }], areas: [{ code: 'north', label: 'North' }] };

function allAsked(answer: (question: Question) => boolean, from = lists): Question[] {
  const asked: Question[] = [];
  let state: Parameters<typeof nextQuestion>[0] = { answers: {}, skipped: [] };
  for (let next = nextQuestion(state, from); next !== null; next = nextQuestion(state, from)) {
    asked.push(next);
    const [option] = optionsOf(next, from);
    state = answer(next)
      ? { ...state, answers: { ...state.answers, ...option?.part } }
      : { ...state, skipped: [...state.skipped, next] };
  }
  return asked;
}

describe('the questions of the waiting room', () => {
  it('[V1] come one at a time, each once, whether answered or skipped', () => {
    expect(allAsked(() => true)).toEqual([...QUESTIONS]);
    expect(allAsked(() => false)).toEqual([...QUESTIONS]);
  });

  it('begin with danger, because that answer changes what happens at once', () => {
    expect(QUESTIONS[0]).toBe('inDanger');
  });

  it('leave out a list that did not come', () => {
    expect(allAsked(() => true, noLists)).not.toContain('topic');
  });
});
