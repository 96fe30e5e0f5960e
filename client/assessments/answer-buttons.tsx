import type { KeyboardEvent, ReactNode } from 'react';
import type { Answer } from '../../shared/domain/tools/answers.ts';
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { KeyHint } from '../ui/button.tsx';
import style from './answer-buttons.module.css';
import { isChosen, type Option, optionsOf } from './options.ts';

interface ButtonsProps {
  readonly topic: Topic;
  readonly given: Answer | null;
  readonly labelId: string;
  readonly disabled: boolean;
  readonly onPress: (option: Option) => void;
  /** In the same line, and not among the answers. */
  readonly children?: ReactNode;
}

/** One stop for Tab a topic; arrows move along its answers, and each has a key of its own. */
export function AnswerButtons({ topic, given, labelId, disabled, onPress, children }: ButtonsProps) {
  const options = optionsOf(topic);
  const chosen = options.findIndex((option) => isChosen(option, given));
  const stop = Math.max(chosen, 0);
  const words = topic.answer.type === 'text';
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that can be taken back are no form's fieldset
    <div
      role="group"
      aria-labelledby={labelId}
      className={style.answers}
      data-type={topic.answer.type}
      onKeyDown={moveAlong}
    >
      {options.map((option, index) => (
        <button
          key={option.key + option.label}
          type="button"
          className={style.answer}
          aria-pressed={isChosen(option, given)}
          aria-keyshortcuts={option.key === '' ? undefined : option.key}
          tabIndex={index === stop ? 0 : -1}
          data-focus={!words && index === stop ? '' : undefined}
          disabled={disabled}
          onClick={() => onPress(option)}
        >
          {option.label}
          {option.key === '' || option.key === option.label ? null : <KeyHint keys={option.key} />}
        </button>
      ))}
      {children}
    </div>
  );
}

function moveAlong(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[aria-pressed]')];
  const here = event.target instanceof HTMLButtonElement ? all.indexOf(event.target) : -1;
  if (here === -1) return;
  event.preventDefault();
  all.at((here + by) % all.length)?.focus();
}
