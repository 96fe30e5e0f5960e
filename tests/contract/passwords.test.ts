import { describe, expect, it } from 'vitest';
import { createPasswords } from '../../server/identity/index.ts';

describe('passwords', () => {
  it('are kept as argon2id at the strength that OWASP names, salted each time', async () => {
    const passwords = await createPasswords();
    const [first, second] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await passwords.verify(first ?? null, 'correct horse')).toBe(true);
    expect(await passwords.verify(first ?? null, 'correct hors')).toBe(false);
    expect(await passwords.verify(null, 'correct horse')).toBe(false);
  });

  it('are checked two at a time with a short queue; past it the answer is to come again', async () => {
    const passwords = await createPasswords();
    const answers = await Promise.all(Array.from({ length: 60 }, () => passwords.verify(null, 'a flood')));
    expect(answers.filter((each) => each === false)).toHaveLength(42);
    expect(answers.filter((each) => each === null)).toHaveLength(18);
    expect(await passwords.verify(await passwords.hash('mine'), 'mine')).toBe(true);
  });
});
