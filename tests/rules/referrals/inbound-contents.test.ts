import { describe, expect, test } from 'vitest';
import { presentContents } from '../../../server/referrals/inbound-contents.ts';

const phone = { kind: 'phone', value: '07700 900456' } as const;

describe('what is shown of a message that somebody left', () => {
  test('is the contact that the person said is safe, with when', () => {
    const shown = presentContents({ message: 'hello', safeContact: { ...phone, when: 'mornings' } });
    expect(shown.contact).toEqual({ shown: true, kind: 'phone', value: '07700 900456', when: 'mornings' });
    expect(shown.contactInWords).toBe(false);
  });

  test('is never a contact that somebody else sees: why not is said in its place', () => {
    const shown = presentContents({ message: 'hello', safeContact: { ...phone, whoElseSees: 'my sister' } });
    expect(shown.contact).toEqual({ shown: false, reason: 'somebody_else_sees', whoElseSees: 'my sister' });
    expect(JSON.stringify(shown)).not.toContain('900456');
  });

  test('is that no contact was left, where none was', () => {
    expect(presentContents({ message: 'hello' })).toEqual({
      name: null,
      message: 'hello',
      callback: null,
      contact: { shown: false, reason: 'none_left', whoElseSees: null },
      contactInWords: false,
    });
  });

  test.each([
    { message: 'ring me on 07700 900456' },
    { message: 'hello', name: 'kim@mail.example' },
    { message: 'hello', callback: { when: 'Tuesday, 07700 900456' } },
  ])('warns of a contact within the words, where nobody was asked whether it is safe', (form) => {
    expect(presentContents(form)).toMatchObject({ contactInWords: true, contact: { shown: false } });
  });
});
