/** What was changed because of a complaint or an incident: planned, done, or dropped with a reason. */
export const CHANGE_STATES = ['planned', 'done', 'dropped'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

export type ChangeMove = 'note' | 'own' | 'done' | 'drop' | 'link' | 'reopen';

export function judgeRegisterChange(state: ChangeState, move: ChangeMove): 'over' | 'not_over' | null {
  if (move === 'reopen') return state === 'planned' ? 'not_over' : null;
  if (state === 'planned' || move === 'note' || move === 'link') return null;
  return 'over';
}

export function registerChangeAfter(state: ChangeState, move: ChangeMove): ChangeState {
  if (move === 'done') return 'done';
  if (move === 'drop') return 'dropped';
  return move === 'reopen' ? 'planned' : state;
}
