// Builds the script of the public pages: one small file without a hash, for pages that the server makes.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL('../dist/widget', import.meta.url)),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    lib: {
      entry: fileURLToPath(new URL('page.ts', import.meta.url)),
      formats: ['iife'],
      name: 'HearthlinePage',
      fileName: () => 'page.js',
    },
  },
});
