/** The HTTP routes of the registers: a table. */
import { feedbackRoutes } from '../../shared/protocol/http/feedback.ts';
import { registerRoutes } from '../../shared/protocol/http/registers.ts';
import { ok } from '../../shared/result.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { SteppedDoc } from '../platform/stepped.store.ts';
import { addChange } from './changes.ts';
import { addComplaint, openComplaint } from './complaints.ts';
import { addIncident } from './incidents.ts';
import { type FeedbackDeps, receiveFeedback } from './receive-feedback.ts';
import { type EntryFacts, listEntries, openEntry, relationsToEntry, stepEntry } from './register.ts';
import type { Registers } from './registers.ts';

/** The one that anybody may use. */
export function createFeedbackRoutes(deps: FeedbackDeps): RouteTable {
  return [
    handle(feedbackRoutes.send, { handler: ({ body }, { address }) => receiveFeedback(deps, { form: body, address }) }),
  ];
}

export function createRegisterRoutes({
  deps,
  complaints,
  incidents,
  changes,
  exists,
  changesOf,
}: Registers): RouteTable {
  const held = (find: (entryId: string) => Promise<SteppedDoc<EntryFacts> | null>) =>
    heldByStaff(async ({ params }: { params: { entryId: string } }, who) => {
      const doc = await find(params.entryId);
      return doc ? relationsToEntry(doc, who) : [];
    });
  const ofComplaint = held((entryId) => complaints.records.find(entryId));
  const ofIncident = held((entryId) => incidents.records.find(entryId));
  const ofChange = held((entryId) => changes.records.find(entryId));
  return [
    handle(registerRoutes.complaints, {
      handler: asStaff((_input, who) => listEntries(deps, complaints, who)),
    }),
    handle(registerRoutes.addComplaint, {
      handler: asStaff(({ body }, who) => addComplaint(deps, complaints, body, who)),
    }),
    handle(registerRoutes.openComplaint, {
      held: ofComplaint,
      handler: asStaff(async ({ params }, who) => {
        const opened = await openComplaint(deps, complaints, params.entryId, who);
        return opened.ok ? ok({ ...opened.value, changes: await changesOf(params.entryId) }) : opened;
      }),
    }),
    handle(registerRoutes.stepComplaint, {
      held: ofComplaint,
      handler: asStaff(({ params, body }, who) => stepEntry(deps, complaints, { ...params, step: body }, who)),
    }),
    handle(registerRoutes.incidents, {
      handler: asStaff((_input, who) => listEntries(deps, incidents, who)),
    }),
    handle(registerRoutes.addIncident, {
      handler: asStaff(({ body }, who) => addIncident(deps, incidents, body, who)),
    }),
    handle(registerRoutes.openIncident, {
      held: ofIncident,
      handler: asStaff(async ({ params }, who) => {
        const opened = await openEntry(deps, incidents, params.entryId, who);
        if (!opened.ok) return opened;
        const { entry, body, steps } = opened.value;
        return ok({ entry, text: body.text, steps, changes: await changesOf(params.entryId) });
      }),
    }),
    handle(registerRoutes.stepIncident, {
      held: ofIncident,
      handler: asStaff(({ params, body }, who) => stepEntry(deps, incidents, { ...params, step: body }, who)),
    }),
    handle(registerRoutes.changes, {
      handler: asStaff((_input, who) => listEntries(deps, changes, who)),
    }),
    handle(registerRoutes.addChange, {
      handler: asStaff(({ body }, who) => addChange(deps, { register: changes, exists }, body, who)),
    }),
    handle(registerRoutes.openChange, {
      held: ofChange,
      handler: asStaff(async ({ params }, who) => {
        const opened = await openEntry(deps, changes, params.entryId, who);
        return opened.ok
          ? ok({ entry: opened.value.entry, text: opened.value.body.text, steps: opened.value.steps })
          : opened;
      }),
    }),
    handle(registerRoutes.stepChange, {
      held: ofChange,
      handler: asStaff(({ params, body }, who) => stepEntry(deps, changes, { ...params, step: body }, who)),
    }),
  ];
}
