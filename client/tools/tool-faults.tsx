import type { ToolFault } from '../../shared/domain/tools/check-tool.ts';
import { Icon } from '../ui/icon.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import own from './tools.module.css';

interface FaultsProps {
  readonly name: string;
  readonly faults: readonly ToolFault[];
}

/** What to correct, each with its place in the file, in the order of the file. */
export function ToolFaults({ name, faults }: FaultsProps) {
  return (
    <div className={own.faults}>
      <h4>
        <Icon name="alert" />
        {say('tools.faults', { count: faults.length, name })}
      </h4>
      <p className={style.quiet}>{say('tools.faults_text')}</p>
      <dl>
        {faults.map(({ path, message }) => (
          <div key={`${path} ${message}`}>
            <dt>{path === '' ? say('tools.whole_file') : path}</dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
