/** A, B, A, B …: what disturbs the machine meanwhile disturbs each in turn. */
export async function interleave<A, B>(
  runs: number,
  product: () => Promise<A>,
  reference: () => Promise<B>,
): Promise<{ product: A[]; reference: B[] }> {
  const measured: { product: A[]; reference: B[] } = { product: [], reference: [] };
  for (let run = 0; run < runs; run += 1) {
    measured.product.push(await product());
    measured.reference.push(await reference());
  }
  return measured;
}
