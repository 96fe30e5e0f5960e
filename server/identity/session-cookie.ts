/** The cookie of a staff session: host-only, unreadable for scripts, never sent from another site. */

const NAME = '__Host-hearthline';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Without an age: it goes with the browser, and the server decides how long the session lives. */
export function sessionCookie(token: string): string {
  return `${NAME}=${token}; ${ATTRIBUTES}`;
}

export const CLEARED_COOKIE = `${NAME}=; Max-Age=0; ${ATTRIBUTES}`;

/** The token in a Cookie header, if it could be one of ours; of several the first, as browsers send the closest first. */
export function tokenIn(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=');
    const token = value.join('=');
    if (name === NAME) return /^[\w-]{43}$/.test(token) ? token : null;
  }
  return null;
}
