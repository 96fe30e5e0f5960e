import { Button } from '../ui/button.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './closing-strip.module.css';

const ITEMS = ['next_step', 'numbers_given', 'safe_to_leave', 'clear_device'] as const;

interface ClosingProps {
  readonly ticked: readonly string[];
  readonly onTick: (ticked: readonly string[]) => void;
  readonly onWrite: (line: string) => void;
}

export function ClosingStrip({ ticked, onTick, onWrite }: ClosingProps) {
  const toggle = (item: string) =>
    onTick(ticked.includes(item) ? ticked.filter((other) => other !== item) : [...ticked, item]);
  return (
    <fieldset className={style.strip}>
      <legend>{say('closing.legend')}</legend>
      {ITEMS.map((item) => (
        <div key={item} className={style.row}>
          <label>
            <input type="checkbox" checked={ticked.includes(item)} onChange={() => toggle(item)} />
            {sayCode('closing', item)}
          </label>
          <Button look="plain" size="small" onClick={() => onWrite(sayCode('closing.line', item))}>
            {say('closing.write')}
          </Button>
        </div>
      ))}
    </fieldset>
  );
}
