// Builds the loader: one small script without a hash, for pages of other people. Apart from the panel, since a script
// that is no module can have one input only (P6).
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL('../dist/widget', import.meta.url)),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    lib: {
      entry: fileURLToPath(new URL('loader.ts', import.meta.url)),
      formats: ['iife'],
      name: 'HearthlineLoader',
      fileName: () => 'loader.js',
    },
  },
});
