/**
 * The product as `npm run build` made it. What is measured is what runs in service, without what a loader of TypeScript
 * adds around every function.
 */
export function built<Module>(path: string): Promise<Module> {
  return import(new URL(`../../../dist/server/server/${path}.js`, import.meta.url).href);
}
