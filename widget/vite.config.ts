// Builds the panel: the page in the frame. Nothing is inlined, so that its strict CSP holds; names are hashed for ever.
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { widgetCatalogue } from '../shared/text/en/widget.ts';
import { englishWordings } from '../shared/text/en/wordings.ts';
import { leanSocket } from './lean-socket.config.ts';

/** The words come with the page, as data: another language is another page, and the script stays the same. */
function wordsInPage(): Plugin {
  const cards = Object.fromEntries(englishWordings.map(({ version, card }) => [version, card]));
  const children = JSON.stringify({ texts: widgetCatalogue, cards }).replace(/</g, '\\u003c');
  const attrs = { type: 'application/json', id: 'hearthline-words' };
  return {
    name: 'words-in-page',
    transformIndexHtml: () => [{ tag: 'script', attrs, children, injectTo: 'head' }],
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/widget/',
  plugins: [wordsInPage(), leanSocket()],
  // No preset: it would pull in a second, older Babel (P5).
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/widget/panel', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
