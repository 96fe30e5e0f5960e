/** A process of its own that sends what is due, for tests that kill it. Told everything by its environment, as JSON. */
import { createWorld, type WorldOptions } from './referral-world.ts';

const options: WorldOptions = JSON.parse(process.env.REFERRAL_WORLD ?? '');
await createWorld(options);
process.send?.('ready');
