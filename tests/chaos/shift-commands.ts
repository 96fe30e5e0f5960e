/** The steps of a shift as fast-check's commands: each is taken where the model allows it, and then everything is held against it. */
import fc from 'fast-check';
import { pause } from './link.ts';
import { ACTS, canTake, type Shift, type Step } from './shift.ts';
import type { ShiftModel } from './shift-model.ts';

export type Real = Pick<Shift, 'take'>;
export type ShiftCommand = fc.AsyncCommand<ShiftModel, Real>;

export interface Watch {
  /** No further step is to be taken. */
  isEnough(): boolean;
  /** Every sentence is something that must not be. */
  look(model: ShiftModel): Promise<string[]>;
  /** A step was taken, and did something or found nothing to do. */
  took(what: Step['what'], did: boolean): void;
}

/** Evenly among all people and desks, not the first of them most. */
const anyStep: fc.Arbitrary<Step> = fc.noBias(
  fc.record({
    what: fc.oneof(...ACTS.map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) }))),
    who: fc.nat(1_000),
    other: fc.nat(1_000),
    pauseMs: fc.nat(12),
  }),
);

export function shiftCommands(watch: Watch, most: number, replayPath: string | undefined) {
  const command = (step: Step): ShiftCommand => ({
    check: (model) => !watch.isEnough() && canTake(step, model),
    run: async (model, real) => {
      watch.took(step.what, await real.take(step, model));
      const wrong = await watch.look(model);
      if (wrong.length > 0) throw new Error(`after "${step.what}": ${wrong.join('; ')}`);
      await pause(step.pauseMs);
    },
    toString: () => `${step.what} (${step.who}, ${step.other}, ${step.pauseMs} ms)`,
  });
  const replay = replayPath === undefined ? {} : { replayPath };
  return fc.commands([anyStep.map(command)], { maxCommands: most, size: 'max', ...replay });
}
