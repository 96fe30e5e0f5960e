import { useCallback } from 'react';
import type { InboundImport } from '../../shared/protocol/http/inbound-imports.ts';
import { useAsked } from '../connection/use-asked.ts';
import { say } from '../ui/words.ts';
import { listFaults } from './file-calls.ts';
import style from './triage.module.css';

/** What is wrong, by row and column: the first here, all of it as a file for the sender. */
export function FileFaults({ file: { importId } }: { readonly file: InboundImport }) {
  const question = useCallback(() => listFaults(importId), [importId]);
  const { value } = useAsked(question);
  return (
    <>
      <h3>{say('file.faults')}</h3>
      <a href={`/api/v1/inbound/imports/${importId}/faults.csv`} download="what-to-correct.csv">
        {say('file.faults_file')}
      </a>
      <div>
        <table className={style.faults}>
          <thead>
            <tr>
              <th scope="col">{say('file.faults_row')}</th>
              <th scope="col">{say('file.faults_column')}</th>
              <th scope="col">{say('file.faults_what')}</th>
            </tr>
          </thead>
          <tbody>
            {(value?.faults ?? []).map(({ row, column, heading, message }) => (
              <tr key={`${row}:${column}:${message}`}>
                <td>{row}</td>
                <td dir="auto">{heading ?? ''}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
