import { useState } from 'react';
import { LIST_OF_WORDS, mayMeanNothing } from '../../shared/domain/inbound-words.ts';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { Problem, Select } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { nameWords, type TheirWord } from './file-calls.ts';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';

interface WordsProps {
  readonly file: InboundImport;
  readonly words: readonly TheirWord[];
  readonly onNamed: () => void;
}

const UNSAID = '';
/** No code of ours: lists have letters in theirs. */
const NOTHING = '-';

const keyOf = ({ field, word }: TheirWord): string => `${field}:${word}`;
const saidOf = ({ told, code }: TheirWord): string => (told ? (code ?? NOTHING) : UNSAID);

/** Words of the sender that stand in none of our lists: a person says once what each means, and it is kept for this sender. */
export function FileWords({ file, words, onNamed }: WordsProps) {
  const lists = {
    ...{ areas: useReference('areas'), crimeTypes: useReference('crimeTypes') },
    ...{ crimeFlags: useReference('crimeFlags'), victimCapacities: useReference('victimCapacities') },
  };
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const meaning = (each: TheirWord) => chosen[keyOf(each)] ?? saidOf(each);
  const save = async () => {
    const said = words.filter((each) => meaning(each) !== saidOf(each) && meaning(each) !== UNSAID);
    if (said.length === 0) return setProblem(say('file.words_missing'));
    const body = said.map((each) => {
      const { field, word } = each;
      return { field, word, code: meaning(each) === NOTHING ? null : meaning(each) };
    });
    const reply = await nameWords(file.importId, { revision: file.revision, words: body });
    setProblem(refusalOf(reply));
    if (reply.ok) onNamed();
  };
  return (
    <>
      <h3>{say('file.words')}</h3>
      <p className={style.quiet}>{say('file.words_text')}</p>
      <table className={style.mapping}>
        <thead>
          <tr>
            <th scope="col">{say('file.word')}</th>
            <th scope="col">{say('file.word_means')}</th>
            <th scope="col">{say('file.word_field')}</th>
          </tr>
        </thead>
        <tbody>
          {words.map((each) => (
            <tr key={keyOf(each)}>
              <th scope="row" dir="auto">
                {each.word}
              </th>
              <td className={style.names}>
                <Select
                  label={`${say('file.word_means')}: ${each.word}`}
                  value={meaning(each)}
                  onChange={(code) => {
                    setProblem(null);
                    setChosen((known) => ({ ...known, [keyOf(each)]: code }));
                  }}
                  options={[
                    ...(each.told ? [] : [{ code: UNSAID, label: say('file.word_unsaid') }]),
                    ...(mayMeanNothing(each.field) ? [{ code: NOTHING, label: say('file.word_nothing') }] : []),
                    ...lists[LIST_OF_WORDS[each.field]].map(({ code, label }) => ({ code, label })),
                  ]}
                />
              </td>
              <td className={style.examples}>
                {say('file.word_times', { field: sayCode('file.field', each.field), count: each.times })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button onClick={() => void save()}>{say('file.words_save')}</Button>
      </div>
    </>
  );
}
