/**
 * A version with which less danger is seen is begun with, or one with which more is seen is retired, only when a safeguarding
 * lead agrees: whoever keeps the settings does not move the threshold for everybody alone.
 */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ApprovalEffects, Decision } from '../approvals/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { AssessmentCaller, ToolsDeps } from './deps.ts';
import { actorOf } from './read-assessment.ts';
import { knownTools } from './tools-in-force.ts';
import { weakerThanBefore, weakerWithout } from './weaker-version.ts';

interface VersionMove {
  readonly move: 'load' | 'retire';
  readonly definition: ToolDefinition;
  /** In what less is seen, in sentences. */
  readonly weaker: readonly string[];
}

/** Which of the two, as the effect needs it. */
interface Payload {
  readonly move: VersionMove['move'];
  readonly code: string;
  readonly version: string;
}

/** In the transaction of the load or of the wish to retire. */
export async function proposeVersionIn(
  deps: ToolsDeps,
  session: Session,
  { move, definition, weaker }: VersionMove,
  caller: AssessmentCaller,
): Promise<void> {
  const { code, version, title, source } = definition;
  const clientId = deps.ids.uuid();
  // It is about nobody: the key goes with the proposal alone.
  const scope = `tool_version:${clientId}`;
  await deps.newKey(scope).insertIn(session);
  const payload: Payload = { move, code, version };
  const proposed = await deps.approvals.propose(
    {
      ...{ clientId, kind: 'tool_version', subject: { kind: 'tool', id: code }, scope },
      ...{ conversationId: null, caseId: null, caseReference: null, teamId: null },
      body: {
        reason: move === 'load' ? LOADED : RETIRED,
        facts: [
          { name: 'tool', value: title },
          { name: 'version', value: version },
          { name: 'source', value: source },
          ...weaker.map((value) => ({ name: 'weaker', value })),
        ],
        payload,
        seen: weaker,
      },
    },
    caller,
    session,
  );
  if (!proposed.ok) throw new Error('A proposal of a tool was refused although it is the first of its kind.');
}

const LOADED = 'This version was loaded. Less danger would be seen with it than with the one that is in force now.';
const RETIRED = 'This version is to be retired. Less danger would be seen with the one that follows.';

export function versionEffects(deps: ToolsDeps): ApprovalEffects {
  const dropped = async ({ body }: Decision, session: Session): Promise<Result<null>> => {
    const { move, code, version } = body.payload as Payload;
    await deps.tools.setIn(
      session,
      `${code}@${version}`,
      move === 'load' ? { decision: 'refused' } : { retiring: false },
    );
    return ok(null);
  };
  return {
    approved: (decision, session) => agreeIn(deps, decision, session),
    refused: dropped,
    withdrawn: dropped,
  };
}

/** What follows is looked at again: other versions may have come since, and the lead read what was so then. */
async function agreeIn(deps: ToolsDeps, { body, by, at }: Decision, session: Session): Promise<Result<null>> {
  const { move, code, version } = body.payload as Payload;
  const doc = await deps.tools.find(code, version, session);
  if (doc === null) return fail('not_found');
  const known = knownTools(await deps.tools.all(session));
  const judge = move === 'load' ? weakerThanBefore : weakerWithout;
  const weaker = judge(known, doc.definition, londonDay(new Date(at)));
  const read = body.seen as readonly string[];
  if (weaker.some((each) => !read.includes(each))) return fail('conflict', { reason: 'changed_meanwhile' });
  if (move === 'load') await deps.tools.agreeIn(session, doc._id, at);
  else await deps.tools.retireIn(session, doc, at);
  const target = { kind: 'tool', id: doc._id };
  await deps.audit.record({ actor: actorOf(by), action: `tool.${move}_agreed`, target }, session);
  return ok(null);
}
