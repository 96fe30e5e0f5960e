/**
 * Loading a version of a tool: a file is judged whole, and a broken one is refused with what to correct and where. A version
 * is never replaced, since assessments were filled in with it: what is corrected comes under another one.
 */
import { isDeepStrictEqual } from 'node:util';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ToolFault } from '../../shared/domain/tools/check-tool.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isDuplicateKey, type Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { AssessmentCaller, ToolsDeps } from './deps.ts';
import { judgeTool } from './judge-tool.ts';
import { isShipped, knownTools, presentTool, toolOf } from './tools-in-force.ts';

export async function listTools(deps: ToolsDeps): Promise<Result<{ tools: ToolRow[] }>> {
  const known = knownTools(await deps.tools.all());
  const day = today(deps);
  return ok({ tools: known.map((each) => presentTool(each, known, day)) });
}

export async function readTool(
  deps: ToolsDeps,
  { code, version }: { readonly code: string; readonly version: string },
): Promise<Result<{ tool: ToolRow; definition: ToolDefinition }>> {
  const known = knownTools(await deps.tools.all());
  const found = toolOf(known, code, version);
  if (found === null) return fail('not_found');
  return ok({ tool: presentTool(found, known, today(deps)), definition: found.definition });
}

export async function loadTool(
  deps: ToolsDeps,
  data: unknown,
  caller: AssessmentCaller,
): Promise<Result<{ tool: ToolRow }>> {
  const known = knownTools(await deps.tools.all());
  const { definition, faults } = judgeTool(data, known);
  if (definition === null) return refusedFor(faults);
  const { code, version } = definition;
  if (isShipped(code, version)) return fail('conflict', { reason: 'shipped_version' });
  const stored = await storedOrFirst(deps, definition, caller);
  if (!isDeepStrictEqual(stored, definition)) return fail('conflict', { reason: 'version_exists' });
  return read(deps, code, version);
}

/** What stands under this version: the one that was there, else this one. */
async function storedOrFirst(
  deps: ToolsDeps,
  definition: ToolDefinition,
  caller: AssessmentCaller,
): Promise<ToolDefinition | undefined> {
  const { code, version } = definition;
  const there = await deps.tools.find(code, version);
  if (there !== null) return there.definition;
  const loadedBy = { agentId: caller.agentId, name: caller.name };
  const doc = { code, version, definition, loadedBy, loadedAt: deps.clock.now(), retiredAt: null };
  try {
    await transact(deps.database, async (session) => {
      await deps.tools.insertIn(session, doc);
      await record(deps, 'tool.load', definition, caller, session);
    });
    return definition;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await deps.tools.find(code, version))?.definition;
  }
}

export async function retireTool(
  deps: ToolsDeps,
  { code, version }: { readonly code: string; readonly version: string },
  caller: AssessmentCaller,
): Promise<Result<{ tool: ToolRow }>> {
  const doc = await deps.tools.find(code, version);
  if (doc === null)
    return isShipped(code, version) ? fail('conflict', { reason: 'shipped_version' }) : fail('not_found');
  if (doc.retiredAt === null) {
    await transact(deps.database, async (session) => {
      await deps.tools.retireIn(session, doc, deps.clock.now());
      await record(deps, 'tool.retire', doc.definition, caller, session);
    });
  }
  return read(deps, code, version);
}

async function read(deps: ToolsDeps, code: string, version: string): Promise<Result<{ tool: ToolRow }>> {
  const found = await readTool(deps, { code, version });
  return found.ok ? ok({ tool: found.value.tool }) : found;
}

function refusedFor(faults: readonly ToolFault[]): Result<never> {
  const issues = faults.map(({ path, message }) => ({
    path: path === '' ? 'definition' : `definition.${path}`,
    message,
  }));
  return fail('bad_request', { issues });
}

function record(
  { audit }: ToolsDeps,
  action: string,
  { code, version }: ToolDefinition,
  { agentId, role }: AssessmentCaller,
  session: Session,
): Promise<void> {
  const target = { kind: 'tool', id: `${code}@${version}` };
  return audit.record({ actor: { id: agentId, role }, action, target }, session);
}

function today({ clock }: Pick<ToolsDeps, 'clock'>): string {
  return londonDay(new Date(clock.now()));
}
