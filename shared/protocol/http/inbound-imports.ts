/** Files of referrals: loaded and looked at, columns named, all rows checked, then imported by somebody’s decision. */
import { z } from 'zod';
import { INBOUND_FIELDS } from '../../domain/inbound-columns.ts';
import { IMPORT_STATES } from '../../domain/inbound-import-state.ts';
import { WORD_FIELDS, WORD_MAX, WORDS_AT_MOST } from '../../domain/inbound-words.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

const count = z.number().int();

export const inboundImport = z
  .object({
    importId: id,
    revision: count,
    sender: z.object({ senderId: id, name: z.string() }),
    state: z.enum(IMPORT_STATES),
    encoding: z.string(),
    separator: z.string(),
    columns: count,
    rows: count,
    bytes: count,
    mapping: z.array(z.enum(INBOUND_FIELDS).nullable()).nullable(),
    checked: count,
    good: count,
    faulty: count,
    /** Came before with the same content: nothing to do. */
    here: count,
    /** Go straight back to the sender: no consent of the kind that is needed. */
    returned: count,
    imported: count,
    /** Good when they were checked and not imported all the same: each is among the faults. */
    refused: count,
    decision: z.object({ what: z.enum(['all', 'good_rows']), by: casePerson, at: time }).nullable(),
    madeAt: time,
    madeBy: casePerson,
    endedAt: time.nullable(),
    /** Until when the file is kept; null once it is gone. */
    fileUntil: time.nullable(),
  })
  .meta({ id: 'InboundImport' });
export type InboundImport = z.infer<typeof inboundImport>;

export const importFault = z.object({
  row: count,
  /** Null where the row as a whole is meant. */
  column: count.nullable(),
  heading: z.string().nullable(),
  message: z.string(),
});
export type ImportFault = z.infer<typeof importFault>;

/** `code` null: not said yet, or, where it is `told`, that it means nothing we keep. */
const theirWord = z.object({
  ...{ field: z.enum(WORD_FIELDS), word: z.string(), times: count },
  ...{ told: z.boolean(), code: z.string().nullable() },
});

const params = z.strictObject({ importId: id });
const revision = z.number().int().min(1);
const changed = z.object({ import: inboundImport });

export const inboundImportRoutes = {
  load: route({
    method: 'POST',
    path: '/inbound/imports',
    summary: 'Load a CSV file (the body, type text/csv): up to 50 MB and 100,000 rows, headings in the first row',
    allow: 'inbound_import.use',
    params: empty,
    query: z.strictObject({ clientId, senderId: id }),
    body: empty,
    output: changed,
    takesStream: 'text/csv',
    errors: ['not_found', 'conflict', 'too_large'],
  }),
  list: route({
    method: 'GET',
    path: '/inbound/imports',
    summary: 'The newest files, and how far each is',
    allow: 'inbound_import.use',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ imports: z.array(inboundImport) }),
    errors: [],
  }),
  read: route({
    method: 'GET',
    path: '/inbound/imports/:importId',
    summary: 'How far a file is, for whoever waits for it',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: empty,
    output: changed,
    errors: ['not_found'],
  }),
  preview: route({
    method: 'POST',
    path: '/inbound/imports/:importId/preview',
    summary:
      'Its headings, for who loaded it its first rows, and what each column looks like; who read it is recorded first (A2)',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: empty,
    output: z.object({
      import: inboundImport,
      headings: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      mayReadRows: z.boolean(),
      proposed: z.array(z.enum(INBOUND_FIELDS).nullable()),
      /** Once it is checked, for who loaded it: words that stand in none of our lists, and what was said that each means. */
      words: z.array(theirWord),
    }),
    errors: ['not_found', 'conflict'],
  }),
  nameColumns: route({
    method: 'PUT',
    path: '/inbound/imports/:importId/mapping',
    summary: 'Say which field each column is, kept for this sender; all rows are checked then',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: z.strictObject({ revision, mapping: z.array(z.enum(INBOUND_FIELDS).nullable()).max(200) }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  nameWords: route({
    method: 'PUT',
    path: '/inbound/imports/:importId/words',
    summary:
      'Say which code words of the sender mean, kept for this sender; all rows are checked again. By who loaded it',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: z.strictObject({
      revision,
      words: z
        .array(z.strictObject({ field: z.enum(WORD_FIELDS), word: text(WORD_MAX), code: code.nullable() }))
        .min(1)
        .max(WORDS_AT_MOST),
    }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  faults: route({
    method: 'GET',
    path: '/inbound/imports/:importId/faults',
    summary: 'What is wrong with it, by row and column',
    allow: 'inbound_import.use',
    params,
    query: z.strictObject({ after: z.string().max(40).optional() }),
    body: empty,
    output: z.object({ faults: z.array(importFault), next: z.string().nullable() }),
    errors: ['not_found'],
  }),
  faultsFile: route({
    method: 'GET',
    path: '/inbound/imports/:importId/faults.csv',
    summary: 'The same as a file for the sender, without a word of any row',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: empty,
    output: z.string(),
    answersText: 'text/csv',
    errors: ['not_found'],
  }),
  start: route({
    method: 'POST',
    path: '/inbound/imports/:importId/start',
    summary: 'Import all rows, or the good ones alone: a decision, by name',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: z.strictObject({ revision, what: z.enum(['all', 'good_rows']) }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  cancel: route({
    method: 'POST',
    path: '/inbound/imports/:importId/cancel',
    summary: 'Let the file go: it is deleted at once, and nothing of it was imported',
    allow: 'inbound_import.use',
    params,
    query: empty,
    body: z.strictObject({ revision }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
} as const;
