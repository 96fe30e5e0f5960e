/** Where exit leads. Whatever a setting holds, it leads to a website. */

/** Neutral, and the same for everybody, if the service named none. */
export const DEFAULT_EXIT_URL = 'https://www.bbc.co.uk/weather';

export function safeUrl(url: string): string {
  return /^https?:\/\/\w/.test(url) ? url : DEFAULT_EXIT_URL;
}

/** What a browser shows for a page that is still loading. */
export function neutralTitle(exitUrl: string): string {
  return exitUrl.split('/')[2] ?? '';
}
