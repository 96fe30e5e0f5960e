/**
 * Named moments of a write, in the order in which it passes them. In the product nothing happens there; a test ends the
 * process at exactly one of them, to show that what was acknowledged is there afterwards and nothing is there twice.
 */
export const STEPS = [
  /** The batch is sealed, nothing has been sent. */
  'insert:before',
  /** The batch is on its way to MongoDB, its outcome not known. */
  'insert:during',
  /** The batch is committed by a majority; nobody has been told. */
  'insert:after',
  'acknowledge:before',
  'publish:before',
  /** A transaction holds what it wrote and has not been asked to commit. */
  'transaction:open',
  /** A change of state is committed by a majority; nothing was told, here or anywhere. */
  'transaction:committed',
  /** Its entry and its offer are told; those whom the change concerns are not. */
  'change:tell',
  /** An alert is committed with what it is about; no desk was told of it. */
  'alert:tell',
] as const;

export type Step = (typeof STEPS)[number];

export type Steps = (step: Step) => void;

export const noSteps: Steps = () => undefined;
