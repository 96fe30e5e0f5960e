/** Tells "typing" and "not typing" no faster than the server hears it, so that the last one told is the true one. */
const APART_MS = 1_100;

export function createTyping(send: (typing: boolean) => void, now: () => number): (typing: boolean) => void {
  let wanted = false;
  let told = false;
  let at = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (typing) => {
    wanted = typing;
    if (timer !== undefined || wanted === told) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        if (wanted === told) return;
        told = wanted;
        at = now();
        send(told);
      },
      Math.max(0, at + APART_MS - now()),
    );
  };
}
