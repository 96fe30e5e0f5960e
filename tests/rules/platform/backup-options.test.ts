import { describe, expect, it } from 'vitest';
import { readBackupWish, readRestoreWish } from '../../../server/platform/backup/options.ts';

const backup = (words: string, standing?: string) => readBackupWish(words.split(' ').filter(Boolean), standing);
const restore = (words: string) => readRestoreWish(words.split(' ').filter(Boolean));

describe('the words of a backup', () => {
  it('name one file or two, and who may open them', () => {
    expect(backup('--to a.age --recipient age1x --recipient age1y')).toEqual({
      what: 'backup',
      to: { main: 'a.age' },
      recipients: ['age1x', 'age1y'],
    });
    expect(backup('--to a.age --keys-to k.age', 'age1z')).toMatchObject({
      to: { main: 'a.age', keys: 'k.age' },
      recipients: ['age1z'],
    });
    expect(backup('--keys-to k.age --recipient age1x', 'age1z')).toMatchObject({
      to: { keys: 'k.age' },
      recipients: ['age1x'],
    });
  });

  it('never ask for a backup in clear, and say what is missing', () => {
    expect(() => backup('--to a.age')).toThrow(/never written in clear/);
    expect(() => backup('--recipient age1x')).toThrow(/--to/);
    expect(() => backup('--to')).toThrow(/not understood/);
    expect(() => backup('a.age')).toThrow(/not understood/);
    expect(() => backup('--too a.age')).toThrow(/not understood/);
  });

  it('ask for help or for a new pair of keys', () => {
    expect(backup('--help')).toEqual({ what: 'help' });
    expect(backup('--new-identity id.txt')).toEqual({ what: 'identity', path: 'id.txt' });
  });
});

describe('the words of a restore', () => {
  it('name the files and the identity, and replace only when told', () => {
    expect(restore('--from a.age --identity id.txt')).toEqual({
      what: 'restore',
      from: { main: 'a.age' },
      identity: 'id.txt',
      replace: false,
      keysOlder: false,
    });
    expect(restore('--keys-from k.age --identity id.txt --replace')).toMatchObject({
      from: { keys: 'k.age' },
      replace: true,
    });
    expect(restore('--keys-from k.age --identity id.txt --keys-older')).toMatchObject({ keysOlder: true });
    expect(restore('--help')).toEqual({ what: 'help' });
  });

  it('say what is missing', () => {
    expect(() => restore('--identity id.txt')).toThrow(/--from/);
    expect(() => restore('--from a.age')).toThrow(/--identity/);
  });
});
