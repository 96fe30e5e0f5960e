import { describe, expect, it } from 'vitest';
import { isAllowedOrigin, mayConnect } from '../../../server/platform/origin.ts';

const allowed = ['https://chat.example.org', 'https://staff.example.org'];
const foreign = [
  'null',
  'https://evil.example',
  'https://chat.example.org.evil.example',
  'https://evil-chat.example.org',
  'http://chat.example.org',
  'https://chat.example.org:8443',
  'https://chat.example.org/',
  'HTTPS://CHAT.EXAMPLE.ORG',
  '',
];

describe('who may connect', () => {
  it('is the exact origins of the service, over both transports', () => {
    for (const origin of allowed) {
      expect(mayConnect('GET', { origin }, allowed)).toBe(true);
      expect(mayConnect('POST', { origin }, allowed)).toBe(true);
      expect(mayConnect('GET', { origin, upgrade: 'websocket' }, allowed)).toBe(true);
    }
  });

  it.each(foreign)('is not a page of %s, whatever else it claims', (origin) => {
    const headers = { origin, 'sec-fetch-site': 'same-origin' };
    expect(mayConnect('GET', headers, allowed)).toBe(false);
    expect(isAllowedOrigin(origin, allowed)).toBe(false);
  });

  it('without an Origin is only a polling GET that the browser calls same-origin', () => {
    const sameOrigin = { 'sec-fetch-site': 'same-origin' };
    expect(mayConnect('GET', sameOrigin, allowed)).toBe(true);
    expect(mayConnect('POST', sameOrigin, allowed)).toBe(false);
    expect(mayConnect('GET', { ...sameOrigin, upgrade: 'websocket' }, allowed)).toBe(false);
    expect(mayConnect('GET', { 'sec-fetch-site': 'same-site' }, allowed)).toBe(false);
    expect(mayConnect('GET', {}, allowed)).toBe(false);
  });
});
