import { it } from 'vitest';
import { badLine } from './scenarios/bad-line.ts';
import { endInFlight } from './scenarios/end-in-flight.ts';
import { fiftySenders } from './scenarios/fifty-senders.ts';
import { sameLineTwice } from './scenarios/same-line-twice.ts';
import { holds } from './short-form.ts';

it('[L2] the same line sent to two nodes at once is one entry', () => holds(sameLineTwice));

it('[L3] fifty senders on three nodes get one order, the same for all', () => holds(fiftySenders));

it('[L1, L3] nothing comes after the end, and nothing acknowledged beside it is lost', () => holds(endInFlight));

it('[L2, L4] a slow, sliced, stalled and broken line carries every line once and in order', () => holds(badLine));
