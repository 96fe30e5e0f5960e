import { it } from 'vitest';
import { randomShift } from './scenarios/random-shift.ts';
import { rush } from './scenarios/rush.ts';
import { takenAtOnce } from './scenarios/taken-at-once.ts';
import { holds } from './short-form.ts';

it('[Q1] a conversation that many take at once, on three nodes, has one holder, and all others are told', () =>
  holds(takenAtOnce));

it('[Q1, Q3] a rush of visitors fills the places and no more, and everybody is held once', () => holds(rush));

it('[Q1, Q2, Q3] whatever people and agents do at random, the rules of the queue hold after every step', () =>
  holds(randomShift));
