/** Which files of a browser's profile hold a word, in either of the two ways in which browsers write text. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function filesHolding(profile: string, word: string): Promise<string[]> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const holding: string[] = [];
  for (const file of files.filter((each) => each.isFile())) {
    const bytes = await readFile(join(file.parentPath ?? file.path, file.name));
    if (bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))) holding.push(file.name);
  }
  return holding;
}
