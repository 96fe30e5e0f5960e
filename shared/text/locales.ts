// The languages a service may offer. A language is off for visitors until a named person has approved its safety set:
// confidentiality, exit, emergency, consent and withdrawal (H11). A wrong word in one of those lines injures.
import type { Locale } from './text.ts';

export const english: Locale = { code: 'en', name: 'English', dir: 'ltr' };

export const locales: readonly Locale[] = [
  english,
  { code: 'ar', name: 'العربية', dir: 'rtl' },
  { code: 'bn', name: 'বাংলা', dir: 'ltr' },
  { code: 'bg', name: 'Български', dir: 'ltr' },
  { code: 'cs', name: 'Čeština', dir: 'ltr' },
  { code: 'fa', name: 'فارسی', dir: 'rtl' },
  { code: 'fr', name: 'Français', dir: 'ltr' },
  { code: 'lt', name: 'Lietuvių', dir: 'ltr' },
  { code: 'ne', name: 'नेपाली', dir: 'ltr' },
  { code: 'pa', name: 'ਪੰਜਾਬੀ', dir: 'ltr' },
  { code: 'pl', name: 'Polski', dir: 'ltr' },
  { code: 'pt', name: 'Português', dir: 'ltr' },
  { code: 'ro', name: 'Română', dir: 'ltr' },
  { code: 'sk', name: 'Slovenčina', dir: 'ltr' },
  { code: 'uk', name: 'Українська', dir: 'ltr' },
  { code: 'ur', name: 'اردو', dir: 'rtl' },
];

export function localeOf(code: string): Locale {
  return locales.find((locale) => locale.code === code) ?? english;
}
