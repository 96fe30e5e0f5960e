/**
 * Rules are pure: whatever a test in tests/rules reaches, however far, touches neither a database nor the network nor a
 * file. That keeps rules where time and chance come in as values, and their tests at milliseconds.
 */
import { effectOf } from './boundaries.ts';
import { readModule } from './modules.ts';

const WORLD = /^node:(fs|net|tls|dns|http|https|http2|child_process|worker_threads|cluster|dgram|timers)\b/;

/** The ways from the given files to an effect, each as `a.ts > b.store.ts > mongoose`. */
export function waysToAnEffect(from: readonly string[], read: (path: string) => string | undefined): string[] {
  const ways: string[] = [];
  const seen = new Set<string>(from);
  const queue = from.map((path) => ({ path, way: path }));
  for (const { path, way } of queue) {
    const text = read(path);
    if (text === undefined) continue;
    for (const { target, isPackage, typeOnly } of readModule(path, text).imports) {
      if (typeOnly) continue;
      const next = `${way} > ${target}`;
      if (isPackage) {
        if (effectOf(target) !== undefined || WORLD.test(target)) ways.push(next);
      } else if (!seen.has(target)) {
        seen.add(target);
        queue.push({ path: target, way: next });
      }
    }
  }
  return ways;
}
