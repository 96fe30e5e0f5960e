import { useState } from 'react';
import { labelOf, useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { Choices, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { matching } from './search.ts';
import style from './wrap-up-form.module.css';

interface CrimeTypesProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A long list, found by typing a part of any word; what is chosen stays above it. */
export function CrimeTypes({ chosen, onChange }: CrimeTypesProps) {
  const crimeTypes = useReference('crimeTypes');
  const [words, setWords] = useState('');
  const found = matching(crimeTypes, words);
  return (
    <div className={style.search}>
      <TextField
        label={say('wrap_up.part.crimeTypes')}
        type="search"
        placeholder={say('wrap_up.crime_search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className={style.chosen}>
        {chosen.map((code) => (
          <Button
            key={code}
            size="small"
            aria-label={say('wrap_up.remove', { label: labelOf(crimeTypes, code) })}
            onClick={() => onChange(chosen.filter((other) => other !== code))}
          >
            {labelOf(crimeTypes, code)}
            <Icon name="close" size={12} />
          </Button>
        ))}
      </div>
      <div className={style.found}>
        <Choices legend={say('wrap_up.crime_list')} options={found} chosen={chosen} many onChange={onChange} />
        {found.length === 0 ? <p className={style.hint}>{say('wrap_up.crime_none')}</p> : null}
      </div>
    </div>
  );
}
