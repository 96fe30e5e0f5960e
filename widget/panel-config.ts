/** What the server put into the page of the panel. Read once; a page without it can still show the numbers (V4). */
import type { Service } from '../shared/protocol/service.ts';
import type { PageWords } from './words.ts';

export interface PanelConfig {
  readonly key: string | null;
  /** The sites that may embed this key; empty on a page of its own. */
  readonly hostOrigins: readonly string[];
  readonly service: Service;
  readonly demo: boolean;
}

export function readConfig(page: Document): PanelConfig | null {
  const config = dataIn(page, 'hearthline-config');
  return isConfig(config) ? config : null;
}

export function readWords(page: Document): PageWords | null {
  const words = dataIn(page, 'hearthline-words');
  return isObject(words) && 'texts' in words && 'cards' in words ? (words as unknown as PageWords) : null;
}

function dataIn(page: Document, id: string): unknown {
  try {
    return JSON.parse(page.getElementById(id)?.textContent ?? '');
  } catch {
    return null;
  }
}

function isConfig(value: unknown): value is PanelConfig {
  return isObject(value) && Array.isArray(value.hostOrigins) && isService(value.service);
}

/** Just enough to be sure that it can be shown; the server holds the whole shape against its schema. */
export function isService(value: unknown): value is Service {
  return isObject(value) && Array.isArray(value.numbers) && isObject(value.texts) && typeof value.reason === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
