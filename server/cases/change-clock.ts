/** A clock of a case stopped because what it waits for was done, or paused because the person asked for that (D2). */
import type { z } from 'zod';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { caseClockRoutes } from '../../shared/protocol/http/case-clocks.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaseChange, CaseClock, CaseDoc } from './case.ts';
import { withClockStopped, withFirstContact, withPause } from './case-clocks.ts';
import { type CaseWork, changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRow } from './present-case.ts';
import { presentClocks } from './present-clock.ts';
import { reachCase } from './reach-case.ts';

type Stop = z.infer<typeof caseClockRoutes.stop.body> & { readonly caseId: string };
type Pause = z.infer<typeof caseClockRoutes.pause.body> & { readonly caseId: string };
type Shown = Result<{ row: CaseRow; clocks: ClockView[] }>;

export async function listClocks(
  deps: CasesDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ clocks: ClockView[] }>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  return reached.ok ? ok({ clocks: presentClocks(deps, reached.value) }) : reached;
}

export function stopClock(deps: CasesDeps, { caseId, at, said, ...asked }: Stop, caller: CaseCaller): Promise<Shown> {
  const when = Date.parse(at);
  return changeClock(deps, { caseId, ...asked }, caller, (doc, clock, now) => {
    if (when > now) return wrong('at', 'This moment has not come yet. Say when it was done.');
    if (when < clock.startedAt) return wrong('at', 'The clock had not begun then. Correct the time.');
    const change =
      clock.clock === 'first_safe_contact' ? withFirstContact(doc, when) : withClockStopped(doc, clock.clockId, when);
    return ok(work('clock_stopped', clock, change, said));
  });
}

const DAY_MS = 86_400_000;
const PAUSED_AT_MOST_DAYS = 14;

export function pauseClock(
  deps: CasesDeps,
  { caseId, until, reason, ...asked }: Pause,
  caller: CaseCaller,
): Promise<Shown> {
  const end = Date.parse(until);
  return changeClock(deps, { caseId, ...asked }, caller, (doc, clock, now) => {
    if (clock.clock === 'partner_acknowledgement')
      return wrong('clockId', 'What a partner owes is not paused by what the person wishes. Ring the partner.');
    if (end <= now) return wrong('until', 'A pause ends in the future. Say until when they asked us to wait.');
    if (end > now + PAUSED_AT_MOST_DAYS * DAY_MS)
      return wrong('until', `Nobody is put off for more than ${PAUSED_AT_MOST_DAYS} days at a time.`);
    return ok(
      work('clock_paused', clock, withPause(doc, clock.clockId, { from: now, until: end, reason }), null, reason),
    );
  });
}

function wrong(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path: `body.${path}`, message }] });
}

function work(
  kind: string,
  { clock }: CaseClock,
  change: CaseChange,
  text: string | null,
  reason = '',
): CaseWork<null> {
  const codes = { clock, ...(reason === '' ? {} : { reason }) };
  return { change, action: `case.${kind}`, meta: codes, event: { kind, codes, text }, value: null };
}

async function changeClock(
  deps: CasesDeps,
  { caseId, revision, clockId }: { readonly caseId: string; readonly revision: number; readonly clockId: string },
  caller: CaseCaller,
  rule: (doc: CaseDoc, clock: CaseClock, now: number) => Result<CaseWork<null>>,
): Promise<Shown> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps, caseId, caller, async (doc, _session, now) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    const clock = doc.clocks.find((each) => each.clockId === clockId);
    if (!clock) return wrong('clockId', 'This case has no such clock.');
    return clock.stoppedAt === null ? rule(doc, clock, now) : fail('conflict', { reason: 'stopped_already' });
  });
  if (!changed.ok) return changed;
  const { doc } = changed.value;
  return ok({ row: await presentRow(deps, doc), clocks: presentClocks(deps, doc) });
}
