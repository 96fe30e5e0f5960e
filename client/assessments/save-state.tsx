import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { say } from '../ui/words.ts';
import { type Filling, unsavedIn } from './filling.ts';
import { saveNow } from './save-as-you-go.ts';
import style from './save-state.module.css';

/** Calm while all is well; where something is not saved it says how much, that it is kept, and what happens next. */
export function SaveState({ filling }: { readonly filling: Filling }) {
  const { trouble, view } = filling;
  return (
    <div className={style.state} data-trouble={trouble !== null}>
      <p role="status">{sayState(filling)}</p>
      {trouble === null || trouble.final ? null : (
        <Button look="plain" size="small" onClick={() => void saveNow(view.row.assessmentId)}>
          {say('save.now')}
        </Button>
      )}
    </div>
  );
}

function sayState(filling: Filling): string {
  const { trouble, sent, savedAt, mine, view } = filling;
  const count = unsavedIn(filling);
  const clashes = Object.values(mine).filter((each) => each.theirs !== null).length;
  if (trouble !== null && !trouble.final && count > 0) return say('save.waiting', { count });
  if (clashes > 0) return say('save.clash', { count: clashes });
  if (sent !== null || count > 0) return say('save.saving');
  if (savedAt !== null) return say('save.saved', { time: timeOfDay(new Date(savedAt).toISOString()) });
  return view.row.state === 'open' ? say('save.as_you_go') : '';
}
