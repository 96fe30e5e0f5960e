import type { ReferenceItem } from '../app/reference.ts';

/** Every word typed must begin some word of the label; capitals and accents do not matter. */
export function matching(items: readonly ReferenceItem[], typed: string): readonly ReferenceItem[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return items;
  return items.filter(({ label, group }) => {
    const words = wordsOf(`${label} ${group ?? ''}`);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
}
