// What may be done with a concern as it stands, and which words each takes. The server judges again.
import { CONCERN_CLOSURES, CONCERN_DECISIONS, type ConcernMove, judgeConcern } from '../../../shared/domain/concern.ts';
import type { ConcernRow } from '../../../shared/protocol/http/concerns.ts';
import { choicesOf, maybeWords, type Person, personField, withWords, words } from '../../ui/record/fields.ts';
import type { Move } from '../../ui/record/step-form.tsx';
import { say } from '../../ui/words.ts';

const MOVES: readonly ConcernMove[] = ['own', 'decide', 'act', 'act_done', 'review', 'note', 'close', 'reopen'];

export function movesOf(concern: ConcernRow, staff: readonly Person[]): Move[] {
  const open = concern.actions.filter(({ doneAt }) => doneAt === null);
  return MOVES.filter((move) => judgeConcern({ ...concern, actionsOpen: open.length }, move) === null)
    .filter((move) => move !== 'act_done' || open.length > 0)
    .map((move) => formOf(move, concern, staff));
}

function formOf(kind: ConcernMove, concern: ConcernRow, staff: readonly Person[]): Move {
  switch (kind) {
    case 'own':
      return { kind, fields: [personField(staff)] };
    case 'decide': {
      const options = choicesOf('decision', CONCERN_DECISIONS);
      return withWords(kind, { name: 'decisions', label: say('concern.decisions'), kind: 'many', options });
    }
    case 'act':
      return {
        kind,
        fields: [
          words(say('concern.action')),
          personField(staff),
          { name: 'dueOn', label: say('record.due_on'), kind: 'day', optional: true },
        ],
      };
    case 'act_done': {
      const options = concern.actions
        .filter(({ doneAt }) => doneAt === null)
        .map(({ actionId, owner, dueOn }) => ({
          code: actionId,
          label: dueOn === null ? owner.name : say('concern.action_of', { name: owner.name, day: dueOn }),
        }));
      return {
        kind,
        fields: [{ name: 'actionId', label: say('concern.which_action'), kind: 'radio', options }, maybeWords()],
      };
    }
    case 'review':
      return {
        kind,
        fields: [{ name: 'reviewOn', label: say('record.review_on'), kind: 'day', optional: true }, maybeWords()],
      };
    case 'close': {
      const options = choicesOf('closure', CONCERN_CLOSURES);
      return withWords(kind, { name: 'closure', label: say('concern.closure'), kind: 'radio', options });
    }
    default:
      return withWords(kind);
  }
}
