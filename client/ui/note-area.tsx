import type { TextareaHTMLAttributes } from 'react';
import { holdsContactDetail } from '../../shared/domain/safe-contact.ts';
import style from './field.module.css';
import { type Labelled, TextArea } from './field.tsx';
import { say } from './words.ts';

type NoteProps = Labelled & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value'> & { readonly value: string };

/**
 * For notes of fact. What looks like a number or an e-mail is said calmly while it is typed, and keeps nobody from going on:
 * under "Contact" somebody asks whether it is safe, in a note nobody does.
 */
export function NoteArea(props: NoteProps) {
  const shows = holdsContactDetail(props.value);
  return (
    <div>
      <TextArea {...props} />
      <p role="status" className={shows ? style.number : undefined}>
        {shows ? say('note.number') : null}
      </p>
    </div>
  );
}
