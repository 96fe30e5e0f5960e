import { useCallback, useState } from 'react';
import { INBOUND_FIELDS, type InboundField, mappingFault } from '../../shared/domain/inbound-columns.ts';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { Problem, Select } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { nameColumns, type Preview, previewFile } from './file-calls.ts';
import { FileWords } from './file-words.tsx';
import { refusalOf } from './refusal.ts';
import style from './triage.module.css';

interface ColumnsProps {
  readonly file: InboundImport;
  readonly onNamed: () => void;
}

/** The headings with their first rows, and what each column is: proposed, and for a person to say. */
export function FileColumns({ file, onNamed }: ColumnsProps) {
  const { importId } = file;
  const question = useCallback(() => previewFile(importId), [importId]);
  const { value } = useAsked(question);
  if (value === null) return <p className={style.quiet}>{say('loading')}</p>;
  return (
    <>
      {value.words.length === 0 ? null : <FileWords file={file} words={value.words} onNamed={onNamed} />}
      <Columns file={file} shown={value} onNamed={onNamed} />
    </>
  );
}

const SHOWN_ROWS = 5;

function Columns({ file, shown, onNamed }: ColumnsProps & { readonly shown: Preview }) {
  const [mapping, setMapping] = useState<readonly (InboundField | null)[]>(shown.proposed);
  const [problem, setProblem] = useState<string | null>(null);
  // Two columns may have the same heading.
  const columns = shown.headings.map((heading, at) => ({ key: `${at}:${heading}`, heading, at }));
  const fields = INBOUND_FIELDS.map((code) => ({ code, label: sayCode('file.field', code) }));
  const name = (at: number, code: string) =>
    setMapping((known) =>
      known.map((each, place) => (place === at ? (INBOUND_FIELDS.find((field) => field === code) ?? null) : each)),
    );
  const check = async () => {
    const fault = mappingFault(mapping, file.columns);
    if (fault !== null) return setProblem(fault);
    const reply = await nameColumns(file.importId, { revision: file.revision, mapping });
    setProblem(refusalOf(reply));
    if (reply.ok) onNamed();
  };
  return (
    <>
      <h3>{say('file.columns')}</h3>
      <p className={style.quiet}>{say('file.columns_text')}</p>
      {shown.mayReadRows ? null : (
        <p className={style.quiet}>{say('file.rows_of_loader', { name: file.madeBy.name })}</p>
      )}
      <div className={style.scroll}>
        <table className={style.mapping}>
          <thead>
            <tr>
              <th scope="col">{say('file.column')}</th>
              <th scope="col">{say('file.field')}</th>
              <th scope="col">{say('file.examples')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ key, heading, at }) => (
              <tr key={key}>
                <th scope="row" dir="auto">
                  {heading}
                </th>
                <td className={style.names}>
                  <Select
                    label={`${say('file.field')}: ${heading}`}
                    value={mapping[at] ?? ''}
                    onChange={(code) => name(at, code)}
                    options={[{ code: '', label: say('file.not_used') }, ...fields]}
                  />
                </td>
                <td dir="auto" className={style.examples}>
                  {shown.rows
                    .slice(0, SHOWN_ROWS)
                    .map((row) => row[at] ?? '')
                    .filter((cell) => cell !== '')
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look={file.state === 'loaded' ? 'main' : 'usual'} onClick={() => void check()}>
          {say('file.check')}
        </Button>
      </div>
    </>
  );
}
