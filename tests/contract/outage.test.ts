/** Which errors tell the caller to try again, and which say that the program itself failed. */
import { mongo } from 'mongoose';
import { expect, it } from 'vitest';
import { isOutage } from '../../server/platform/outage.ts';

const withCode = (code: string | number): Error => Object.assign(new Error('said by somebody else'), { code });

it('takes what the driver says of a database that is away for an outage', () => {
  expect(isOutage(new mongo.MongoNetworkError('no route'))).toBe(true);
  expect(isOutage(withCode(10_107))).toBe(true);
});

it('takes what the machine says of a connection that broke for one: the driver passes it on as it is', () => {
  // A large command waits until the connection takes more of it; the driver names no error of that moment its own.
  for (const code of ['EPIPE', 'ECONNRESET']) expect(isOutage(withCode(code))).toBe(true);
});

it('takes nothing else for one', () => {
  expect(isOutage(new TypeError('of our own'))).toBe(false);
  expect(isOutage(withCode('ENOENT'))).toBe(false);
  expect(isOutage(withCode(11_000))).toBe(false);
  expect(isOutage('EPIPE')).toBe(false);
});
