// A file with a tool: read as text, then as JSON. What cannot be read is said with the line where it goes wrong.
import { say } from '../ui/words.ts';

export type ReadFile =
  | { readonly data: unknown; readonly fault: null }
  | { readonly data: null; readonly fault: { readonly path: string; readonly message: string } };

/** What the server takes; more is no tool. */
const FILE_MAX = 500_000;

export async function readToolFile(file: File): Promise<ReadFile> {
  if (file.size > FILE_MAX) return { data: null, fault: { path: file.name, message: say('tools.too_large') } };
  const text = await file.text();
  // A mark that some editors put at the beginning.
  return readToolText(text.replace(/^\uFEFF/, ''));
}

export function readToolText(text: string): ReadFile {
  try {
    return { data: JSON.parse(text), fault: null };
  } catch (error) {
    const line = lineOf(text, error instanceof Error ? error.message : '');
    const path = line === null ? say('tools.whole_file') : say('tools.line', { line });
    return { data: null, fault: { path, message: say('tools.not_json') } };
  }
}

/** Browsers name the line, or how far they came; at an end that came too early the last line is meant. */
function lineOf(text: string, message: string): number | null {
  const named = /line (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  return /end of/i.test(message) ? text.trimEnd().split('\n').length : null;
}

/** Puts a definition on this computer, to write a version of one's own from. */
export function saveAsFile(name: string, definition: unknown): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(definition, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.json`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
