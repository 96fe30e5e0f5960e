/** What a file holds that somebody wants to load as a tool, and what stands against it; judged whole, and nothing is stored. */
import { isDeepStrictEqual } from 'node:util';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { checkTool, type ToolFault } from '../../shared/domain/tools/check-tool.ts';
import { followUpToolsOf, type ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { toolRoutes } from '../../shared/protocol/http/tools.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { ValueOf } from '../platform/http-route.ts';
import type { ToolsDeps } from './deps.ts';
import { type KnownTool, knownTools, toolInForce, toolOf } from './tools-in-force.ts';

interface Judged {
  /** Null where there are faults. */
  readonly definition: ToolDefinition | null;
  readonly faults: readonly ToolFault[];
}

export function judgeTool(data: unknown, known: readonly KnownTool[]): Judged {
  const checked = checkTool(data);
  if (!checked.ok) return { definition: null, faults: checked.faults };
  const faults = offersNowhere(checked.tool, known);
  return faults.length > 0 ? { definition: null, faults } : { definition: checked.tool, faults: [] };
}

/** What loading would make of it. */
export async function tryTool(
  { tools, clock }: ToolsDeps,
  data: unknown,
): Promise<Result<ValueOf<(typeof toolRoutes)['check']>>> {
  const known = knownTools(await tools.all());
  const { definition, faults } = judgeTool(data, known);
  if (definition === null) return ok({ definition, faults: [...faults], standing: 'new', inForce: null });
  const { code, version } = definition;
  const there = toolOf(known, code, version);
  const same = there !== null && isDeepStrictEqual(there.definition, definition);
  const day = londonDay(new Date(clock.now()));
  return ok({
    ...{ definition, faults: [], standing: there === null ? 'new' : same ? 'same' : 'taken' },
    inForce: toolInForce(known, code, day)?.definition.version ?? null,
  });
}

/** A rule may offer a tool of this service only. */
function offersNowhere(definition: ToolDefinition, known: readonly KnownTool[]): ToolFault[] {
  const codes = new Set(known.map((each) => each.definition.code));
  return followUpToolsOf(definition)
    .filter((each) => !codes.has(each))
    .map((each) => ({
      path: 'rules',
      message: `There is no tool "${each}" here that could be offered. Load it first.`,
    }));
}
