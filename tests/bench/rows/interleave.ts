/** A, B, A, B …: what disturbs the machine meanwhile disturbs each in turn. */
import type { Bench } from '../stage/bench.ts';

/** Nothing is quick before it was compiled for what it does: the first round of each is thrown away. */
const WARM_UP_SECONDS = 3;

export async function interleave<A, B>(
  { options, say }: Bench,
  product: (seconds: number) => Promise<A>,
  reference: (seconds: number) => Promise<B>,
  seconds = options.seconds,
): Promise<{ product: A[]; reference: B[] }> {
  const measured: { product: A[]; reference: B[] } = { product: [], reference: [] };
  const warmUp = Math.min(WARM_UP_SECONDS, seconds);
  await product(warmUp);
  await reference(warmUp);
  say('  (that was the warm-up)');
  for (let run = 0; run < options.runs; run += 1) {
    measured.product.push(await product(seconds));
    measured.reference.push(await reference(seconds));
  }
  return measured;
}
