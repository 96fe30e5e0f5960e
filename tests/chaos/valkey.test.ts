import { it } from 'vitest';
import { valkeyLost } from './scenarios/valkey-lost.ts';
import { holds } from './short-form.ts';

it('[Q4] Valkey emptied, killed and frozen loses nothing, signs nobody out and stops no queue', () =>
  holds(valkeyLost));
