/** In what less danger is seen once a version of a tool is loaded or retired, on any day from now on: pure. */
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import { gradesRisk, type Weakening, weakens } from '../../shared/domain/tools/weakens.ts';
import { dayAfter } from '../../shared/domain/working-days.ts';
import { sayWeakening } from '../../shared/text/en/tool-weakening.ts';
import { type KnownTool, toolInForce } from './tools-in-force.ts';

/** Than the versions that it would stand before; in sentences. `known` may hold it already. */
export function weakerThanBefore(known: readonly KnownTool[], loaded: ToolDefinition, today: string): string[] {
  const others = without(known, loaded);
  return said(
    daysOf(others, loaded, today).flatMap((day) => {
      const before = toolInForce(others, loaded.code, day);
      return before === null ? [] : weakens(before.definition, loaded);
    }),
  );
}

/** Than it, once it is retired. */
export function weakerWithout(known: readonly KnownTool[], retired: ToolDefinition, today: string): string[] {
  const others = without(known, retired);
  return said(
    daysOf(others, retired, today).flatMap((day): Weakening[] => {
      if (toolInForce(known, retired.code, day)?.definition.version !== retired.version) return [];
      const after = toolInForce(others, retired.code, day);
      if (after !== null) return weakens(retired, after.definition);
      return gradesRisk(retired) ? [{ what: 'gone' }] : [];
    }),
  );
}

function without(known: readonly KnownTool[], { code, version }: ToolDefinition): KnownTool[] {
  return known.filter(({ definition }) => definition.code !== code || definition.version !== version);
}

/** Its first day from now on, and each on which another version begins or ends to hold while it does. */
function daysOf(others: readonly KnownTool[], { code, validFrom, validTo }: ToolDefinition, today: string): string[] {
  const first = validFrom > today ? validFrom : today;
  const turns = others
    .filter(({ definition }) => definition.code === code)
    .flatMap(({ definition }) => [
      definition.validFrom,
      ...(definition.validTo === undefined ? [] : [dayAfter(definition.validTo, 1)]),
    ]);
  return [first, ...turns].filter((day) => day >= first && (validTo === undefined || day <= validTo));
}

function said(weaker: readonly Weakening[]): string[] {
  return [...new Set(weaker.map(sayWeakening))];
}
