/** Whether an error means that the database cannot be reached now: the caller is told to try again, not that we failed. */
const OUTAGES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
]);

export function isOutage(error: unknown): boolean {
  return error instanceof Error && OUTAGES.has(error.name);
}
