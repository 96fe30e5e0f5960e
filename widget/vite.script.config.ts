// How a script of one file without a hash is built: the loader, for pages of other people, and that of the public pages.
import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

/** Apart from the panel, since a script that is no module can have one input only (P6). */
export function scriptBuild(script: string, name: string): UserConfig {
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      outDir: fileURLToPath(new URL('../dist/widget', import.meta.url)),
      emptyOutDir: false,
      assetsInlineLimit: 0,
      lib: {
        entry: fileURLToPath(new URL(`${script}.ts`, import.meta.url)),
        formats: ['iife'],
        name,
        fileName: () => `${script}.js`,
      },
    },
  };
}
