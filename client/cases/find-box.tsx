import { type FormEvent, useRef, useState } from 'react';
import type { CaseSearch } from '../../shared/protocol/http/cases.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { Button } from '../ui/button.tsx';
import { readDay } from '../ui/dates.ts';
import { Problem, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type Found, findCases } from './case-calls.ts';
import { searchFor } from './find.ts';
import style from './find-box.module.css';

interface FindBoxProps {
  readonly onFound: (found: Found) => void;
}

type Wrong = 'words' | 'name' | 'born';

/** Finds by exactly what the person gave: one field, or name and date of birth together. */
export function FindBox({ onFound }: FindBoxProps) {
  const [byName, setByName] = useState(false);
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [born, setBorn] = useState('');
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [newest] = useState(newestOnly);
  const form = useRef<HTMLFormElement>(null);
  useShortcut('find', () => form.current?.querySelector('input')?.focus());
  const asked = (): CaseSearch | Wrong => {
    if (!byName) return searchFor(words) ?? 'words';
    const dateOfBirth = readDay(born);
    if (name.trim() === '') return 'name';
    return dateOfBirth === null ? 'born' : { by: 'name_and_birth', name: name.trim(), dateOfBirth };
  };
  const find = async (event: FormEvent) => {
    event.preventDefault();
    const search = asked();
    setProblem(null);
    setWrong(typeof search === 'string' ? search : null);
    newest.letGo('search');
    if (typeof search === 'string') return;
    const reply = await newest.ask('search', () => findCases(search));
    if (reply === null) return;
    if (reply.ok) onFound(reply.value);
    else setProblem(sentenceOf(reply.error));
  };
  return (
    <search aria-label={say('find.title')}>
      <form ref={form} className={style.find} onSubmit={(event) => void find(event)} noValidate>
        {byName ? (
          <>
            <TextField
              label={say('find.name')}
              dir="auto"
              problem={wrong === 'name' ? say('find.name_missing') : undefined}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              label={say('find.born')}
              placeholder={say('section.day_form')}
              problem={wrong === 'born' ? say('find.born_missing') : undefined}
              value={born}
              onChange={(event) => setBorn(event.target.value)}
            />
          </>
        ) : (
          <TextField
            label={say('find.label')}
            type="search"
            problem={wrong === 'words' ? say('find.unreadable') : undefined}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <div className={style.actions}>
          <Button type="submit">
            <Icon name="search" size={14} />
            {say('find.submit')}
          </Button>
          <Button look="plain" onClick={() => setByName(!byName)}>
            {say(byName ? 'find.by_other' : 'find.by_name')}
          </Button>
        </div>
        <Problem>{problem}</Problem>
      </form>
    </search>
  );
}
