// What is fetched when it is opened: a page, a panel, a dialog. Its words come first, since a part that is already there may
// say something as it is read in.
import { type ComponentType, lazy } from 'react';

export async function withWords<T>(load: () => Promise<T>): Promise<T> {
  await import('./page-words.ts');
  return load();
}

/** A component that is fetched when it is first shown; show it inside `Suspense`. */
export function later<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: await withWords(load) }));
}
