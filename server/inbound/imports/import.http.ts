/** The HTTP routes of files of referrals: a table. */
import { inboundImportRoutes as routes } from '../../../shared/protocol/http/inbound-imports.ts';
import { fail } from '../../../shared/result.ts';
import { asStaff } from '../../platform/as-staff.ts';
import { handle, type RouteTable } from '../../platform/http-route.ts';
import { cancelImport, nameColumns, startImport } from './decide-import.ts';
import type { Imports } from './imports.ts';
import { loadFile } from './load-file.ts';
import { nameWords } from './name-words.ts';
import { previewImport } from './preview-import.ts';
import { faultsAsFile, listFaults, listImports, readImport } from './read-import.ts';

export function createImportRoutes(imports: Imports): RouteTable {
  return [
    handle(routes.load, {
      handler: async ({ query }, { session, upload }) =>
        session ? loadFile(imports, { ...query, upload }, session) : fail('unauthenticated'),
    }),
    handle(routes.list, { handler: asStaff(() => listImports(imports)) }),
    handle(routes.read, { handler: asStaff(({ params }) => readImport(imports, params.importId)) }),
    handle(routes.preview, { handler: asStaff(({ params }, who) => previewImport(imports, params.importId, who)) }),
    handle(routes.nameColumns, {
      handler: asStaff(({ params, body }, who) => nameColumns(imports, { ...params, ...body }, who)),
    }),
    handle(routes.nameWords, {
      handler: asStaff(({ params, body }, who) => nameWords(imports, { ...params, ...body }, who)),
    }),
    handle(routes.faults, { handler: asStaff(({ params, query }) => listFaults(imports, { ...params, ...query })) }),
    handle(routes.faultsFile, {
      handler: async ({ params }, { setHeader }) => {
        setHeader('Content-Disposition', 'attachment; filename="what-to-correct.csv"');
        return faultsAsFile(imports, params.importId);
      },
    }),
    handle(routes.start, {
      handler: asStaff(({ params, body }, who) => startImport(imports, { ...params, ...body }, who)),
    }),
    handle(routes.cancel, {
      handler: asStaff(({ params, body }, who) => cancelImport(imports, { ...params, ...body }, who)),
    }),
  ];
}
