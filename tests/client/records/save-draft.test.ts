/** What is typed while a save is under way is never lost by its answer. */
import { afterEach, expect, test } from 'vitest';
import { forgetEverything } from '../../../client/app/forgetting.ts';
import { beginDraft, changeDraft, dropDraft, useDrafts } from '../../../client/records/drafts.ts';
import type { Values } from '../../../client/records/field.ts';
import { type RecordAccess, saveDraft } from '../../../client/records/save-draft.ts';

const KEY = 'section c1 person';
const [BEFORE, SENT, TYPED]: readonly [Values, Values, Values] = [
  { name: 'Ade' },
  { name: 'Adae' },
  { name: 'Adaeze' },
];

afterEach(forgetEverything);

const draft = () => useDrafts.getState()[KEY];

/** Saves what is written; `meanwhile` happens while it is under way. */
async function save(meanwhile: () => void, stands: { readonly body: Values; readonly revision: number } | null) {
  beginDraft(KEY, { body: BEFORE, revision: 3 }, SENT);
  const written = draft();
  if (written === undefined) throw new Error('The draft is gone.');
  const access: RecordAccess = {
    fields: [],
    faults: () => ({}),
    send: async () => {
      meanwhile();
      return { ok: true, value: null };
    },
    newest: async () => (stands === null ? null : { ...stands, by: 'Ben' }),
  };
  expect(await saveDraft(KEY, written, access)).toEqual({ saved: true });
}

const typeOn = () => changeDraft(KEY, { body: TYPED });

test('what was sent, and nothing else, is no draft any more', async () => {
  await save(() => undefined, null);
  expect(draft()).toBeUndefined();
});

test('what was typed on is to be saved over what was sent', async () => {
  await save(typeOn, { body: SENT, revision: 4 });
  expect(draft()).toMatchObject({ base: SENT, body: TYPED, revision: 4, theirs: null });
});

test('what somebody else saved right after it stands beside what was typed', async () => {
  const theirs = { body: { name: 'Kim' }, revision: 5 };
  await save(typeOn, theirs);
  expect(draft()).toMatchObject({ base: SENT, body: TYPED, revision: 3, theirs });
});

test('of something new, what was typed on stays as it was', async () => {
  await save(typeOn, null);
  expect(draft()).toMatchObject({ body: TYPED, revision: 3, theirs: null });
});

test('what was thrown away and begun anew meanwhile is left alone', async () => {
  const anew = () => {
    dropDraft(KEY);
    beginDraft(KEY, { body: { name: 'Ade' }, revision: 3 });
  };
  await save(anew, { body: SENT, revision: 4 });
  expect(draft()).toMatchObject({ body: BEFORE, revision: 3 });
});
