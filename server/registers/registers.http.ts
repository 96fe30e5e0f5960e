/** The HTTP routes of the registers: a table. */
import { registerRoutes } from '../../shared/protocol/http/registers.ts';
import { fail, ok } from '../../shared/result.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import type { SteppedDoc } from '../platform/stepped.store.ts';
import { addChange } from './changes.ts';
import { addComplaint, openComplaint } from './complaints.ts';
import { addIncident } from './incidents.ts';
import { type EntryFacts, listEntries, openEntry, relationsToEntry, stepEntry } from './register.ts';
import type { Registers } from './registers.ts';

const signedOut = () => fail('unauthenticated');

export function createRegisterRoutes({
  deps,
  complaints,
  incidents,
  changes,
  exists,
  changesOf,
}: Registers): RouteTable {
  const held =
    (find: (entryId: string) => Promise<SteppedDoc<EntryFacts> | null>) =>
    async ({ params }: { params: { entryId: string } }, { session }: HttpCaller) => {
      const doc = session ? await find(params.entryId) : null;
      return doc && session ? relationsToEntry(doc, session) : [];
    };
  const ofComplaint = held((entryId) => complaints.records.find(entryId));
  const ofIncident = held((entryId) => incidents.records.find(entryId));
  const ofChange = held((entryId) => changes.records.find(entryId));
  return [
    handle(registerRoutes.complaints, {
      handler: async (_input, { session }) => (session ? listEntries(deps, complaints, session) : signedOut()),
    }),
    handle(registerRoutes.addComplaint, {
      handler: async ({ body }, { session }) => (session ? addComplaint(deps, complaints, body, session) : signedOut()),
    }),
    handle(registerRoutes.openComplaint, {
      held: ofComplaint,
      handler: async ({ params }, { session }) => {
        if (!session) return signedOut();
        const opened = await openComplaint(deps, complaints, params.entryId, session);
        return opened.ok ? ok({ ...opened.value, changes: await changesOf(params.entryId) }) : opened;
      },
    }),
    handle(registerRoutes.stepComplaint, {
      held: ofComplaint,
      handler: async ({ params, body }, { session }) =>
        session ? stepEntry(deps, complaints, { ...params, step: body }, session) : signedOut(),
    }),
    handle(registerRoutes.incidents, {
      handler: async (_input, { session }) => (session ? listEntries(deps, incidents, session) : signedOut()),
    }),
    handle(registerRoutes.addIncident, {
      handler: async ({ body }, { session }) => (session ? addIncident(deps, incidents, body, session) : signedOut()),
    }),
    handle(registerRoutes.openIncident, {
      held: ofIncident,
      handler: async ({ params }, { session }) => {
        if (!session) return signedOut();
        const opened = await openEntry(deps, incidents, params.entryId, session);
        if (!opened.ok) return opened;
        const { entry, body, steps } = opened.value;
        return ok({ entry, text: body.text, steps, changes: await changesOf(params.entryId) });
      },
    }),
    handle(registerRoutes.stepIncident, {
      held: ofIncident,
      handler: async ({ params, body }, { session }) =>
        session ? stepEntry(deps, incidents, { ...params, step: body }, session) : signedOut(),
    }),
    handle(registerRoutes.changes, {
      handler: async (_input, { session }) => (session ? listEntries(deps, changes, session) : signedOut()),
    }),
    handle(registerRoutes.addChange, {
      handler: async ({ body }, { session }) =>
        session ? addChange(deps, { register: changes, exists }, body, session) : signedOut(),
    }),
    handle(registerRoutes.openChange, {
      held: ofChange,
      handler: async ({ params }, { session }) => {
        if (!session) return signedOut();
        const opened = await openEntry(deps, changes, params.entryId, session);
        return opened.ok
          ? ok({ entry: opened.value.entry, text: opened.value.body.text, steps: opened.value.steps })
          : opened;
      },
    }),
    handle(registerRoutes.stepChange, {
      held: ofChange,
      handler: async ({ params, body }, { session }) =>
        session ? stepEntry(deps, changes, { ...params, step: body }, session) : signedOut(),
    }),
  ];
}
