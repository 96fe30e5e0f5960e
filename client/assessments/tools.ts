// The tools in force, asked for once a page: names and purposes, nothing of a person.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { listTools } from './assessment-calls.ts';

const useLoaded = create<{ readonly tools: readonly ToolRow[] | null }>(() => ({ tools: null }));
let asked = false;

async function load(): Promise<void> {
  asked = true;
  const reply = await listTools();
  if (reply.ok) useLoaded.setState({ tools: reply.value.tools });
  else asked = false;
}

/** Null until they are known. */
export function useTools(): readonly ToolRow[] | null {
  useEffect(() => {
    if (!asked) void load();
  }, []);
  return useLoaded(({ tools }) => tools);
}

export function useToolTitle(): (code: string) => string {
  const tools = useTools();
  return (code) => tools?.find((tool) => tool.code === code)?.title ?? code.replaceAll('_', ' ');
}
