/** A page without script or style for what cannot be shown: it still has the numbers (V4). */
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';

export function plainPage(sentence: string): string {
  const numbers = fallbackNumbers
    .map(({ label, number, note }) => {
      const dial = number.replaceAll(/\D/g, '');
      return `<li><p>${label}: <a href="tel:${dial}"><strong>${number}</strong></a></p><p>${note}</p></li>`;
    })
    .join('');
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Help</title><link rel="icon" href="data:,"></head><body><main><h1>${sentence}</h1><ul>${numbers}</ul></main></body></html>`;
}
