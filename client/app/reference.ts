// Lists of codes with their labels (topics, areas, crime types, outcomes …), asked for once a page.
import { useEffect } from 'react';
import { create } from 'zustand';
import { ask } from '../connection/http.ts';

export interface ReferenceItem {
  readonly code: string;
  readonly label: string;
  readonly group?: string;
}

interface Loaded {
  readonly lists: Readonly<Record<string, unknown>> | null;
}

const useLists = create<Loaded>(() => ({ lists: null }));
let asked = false;

async function load(): Promise<void> {
  asked = true;
  const reply = await ask<Record<string, unknown>>('GET', '/reference');
  if (reply.ok) useLists.setState({ lists: reply.value });
  else asked = false;
}

const none: readonly ReferenceItem[] = [];

/** An unknown or not yet loaded list is empty, so a page can always be drawn. */
export function useReference(name: string): readonly ReferenceItem[] {
  const lists = useLists((loaded) => loaded.lists);
  useEffect(() => {
    if (!asked) void load();
  }, []);
  const list = lists?.[name];
  return Array.isArray(list) ? (list as readonly ReferenceItem[]) : none;
}

export function labelOf(items: readonly ReferenceItem[], code: string): string {
  return items.find((item) => item.code === code)?.label ?? code.replaceAll('_', ' ');
}
