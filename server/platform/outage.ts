/** Whether an error means that the database cannot be reached or is busy now: the caller is told to try again, not that we failed. */
const OUTAGES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
  'NoAnswer',
]);

/** A primary that steps down or is not there, an answer past its time, a majority that is out of reach. */
const PASSING_CODES = new Set([6, 7, 50, 64, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436]);

/** Of the machine itself: a connection that broke just as a command waited to be written. The driver wraps no such error. */
const BROKEN_CONNECTIONS = new Set(['EPIPE', 'ECONNRESET']);

const PASSING_LABELS = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError'];

export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (OUTAGES.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'number' && PASSING_CODES.has(error.code)) return true;
  if ('code' in error && typeof error.code === 'string' && BROKEN_CONNECTIONS.has(error.code)) return true;
  const hasLabel: unknown = Reflect.get(error, 'hasErrorLabel');
  return typeof hasLabel === 'function' && PASSING_LABELS.some((label) => hasLabel.call(error, label) === true);
}
