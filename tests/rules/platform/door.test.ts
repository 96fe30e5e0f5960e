import { expect, it } from 'vitest';
import { createDoor, OPEN_AT_MOST } from '../../../server/platform/door.ts';

it('lets a place hold so many and no more, one again for each that goes, and counts places apart', () => {
  let now = 0;
  const door = createDoor(() => now);
  const leave: (() => void)[] = [];
  for (let count = 0; count < OPEN_AT_MOST; count += 1) {
    now += 1_000;
    expect(door.mayEnter('a shelter')).toBeNull();
    leave.push(door.entered('a shelter'));
  }
  expect(door.mayEnter('a shelter')).toBe('place_full');
  expect(door.mayEnter('a school')).toBeNull();
  leave.pop()?.();
  expect(door.mayEnter('a shelter')).toBeNull();
});

it('lets a place come 300 times at once and then 50 times a second, also when ten thousand others come between', () => {
  let now = 0;
  const door = createDoor(() => now);
  for (let count = 0; count < 300; count += 1) expect(door.mayEnter('a school')).toBeNull();
  expect(door.mayEnter('a school')).toBe('place_hurries');
  now += 1_000;
  const next = Array.from({ length: 60 }, () => door.mayEnter('a school'));
  expect(next.filter((each) => each === null).length).toBe(50);
  for (let other = 0; other < 9_000; other += 1) expect(door.mayEnter(`${other}`)).toBeNull();
  expect(door.mayEnter('a school')).toBe('place_hurries');
});
