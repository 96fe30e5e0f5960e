/** Which tools there are and which version of each is begun with: the newest that was loaded and holds today, else the one that is shipped. */
import { followUpToolsOf, type ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { isValidOn } from '../../shared/reference/reference-item.ts';
import { shippedTools } from '../../shared/reference/tools/shipped-tools.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { LoadedToolDoc } from './tools.store.ts';

export interface KnownTool {
  readonly definition: ToolDefinition;
  /** Null for one that is shipped. */
  readonly loaded: LoadedToolDoc | null;
}

/** All versions: loaded ones first, newest first (one that a lead agreed to counts from then), then those that are shipped. */
export function knownTools(loaded: readonly LoadedToolDoc[]): KnownTool[] {
  const since = ({ agreedAt, loadedAt }: LoadedToolDoc) => agreedAt ?? loadedAt;
  const newest = loaded.toSorted((a, b) => since(b) - since(a));
  return [
    ...newest.map((each) => ({ definition: each.definition, loaded: each })),
    ...shippedTools.map((definition) => ({ definition, loaded: null })),
  ];
}

export function isShipped(code: string, version: string): boolean {
  return shippedTools.some((each) => each.code === code && each.version === version);
}

/** `day` is YYYY-MM-DD. Null where no version of this code holds on it. */
export function toolInForce(known: readonly KnownTool[], code: string, day: string): KnownTool | null {
  return known.find((each) => each.definition.code === code && mayBegin(each, day)) ?? null;
}

export function toolOf(known: readonly KnownTool[], code: string, version: string): KnownTool | null {
  return known.find(({ definition }) => definition.code === code && definition.version === version) ?? null;
}

export function mayBegin({ definition, loaded }: KnownTool, day: string): boolean {
  const { validFrom, validTo } = definition;
  const dates = validTo === undefined ? { validFrom } : { validFrom, validTo };
  const usable = loaded === null || (loaded.retiredAt === null && loaded.decision === undefined);
  return usable && isValidOn(dates, day);
}

export function presentTool(tool: KnownTool, known: readonly KnownTool[], day: string): ToolRow {
  const { definition, loaded } = tool;
  const { code, version, kind, title, purpose, language, wording, source, evidence, validFrom } = definition;
  return {
    ...{ code, version, kind, title, purpose, language, wording: wording.kind, source, evidence, validFrom },
    validTo: definition.validTo ?? null,
    qualification: definition.qualification,
    moments: definition.moments,
    followUps: followUpToolsOf(definition),
    shipped: loaded === null,
    loadedBy: loaded?.loadedBy ?? null,
    loadedAt: loaded === null ? null : iso(loaded.loadedAt),
    retiredAt: isoOrNull(loaded?.retiredAt),
    decision: loaded?.decision ?? 'none',
    retiring: loaded?.retiring ?? false,
    inForce: toolInForce(known, code, day) === tool,
  };
}
