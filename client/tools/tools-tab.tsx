import { useMemo } from 'react';
import type { ToolRow as Row } from '../../shared/protocol/http/tools.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { LoadTool } from './load-tool.tsx';
import { listAllTools } from './tool-calls.ts';
import { ToolItem } from './tool-item.tsx';

/** What assessments are filled in with: the tools in force, a way to load a version of our own, and the other versions. */
export function ToolsTab() {
  const asked = useAsked(listAllTools);
  return (
    <section className={style.tab}>
      <h2>{say('team.tools')}</h2>
      <p className={style.lead}>{say('tools.text')}</p>
      <LoadTool onLoaded={asked.again} />
      <Asking asked={asked} nothing={() => null}>
        {({ tools }) => <Lists tools={tools} onChanged={asked.again} />}
      </Asking>
    </section>
  );
}

interface ListsProps {
  readonly tools: readonly Row[];
  readonly onChanged: () => void;
}

function Lists({ tools, onChanged }: ListsProps) {
  const { inForce, others } = useMemo(
    () => ({ inForce: tools.filter((tool) => tool.inForce), others: tools.filter((tool) => !tool.inForce) }),
    [tools],
  );
  return (
    <>
      <h3>{say('tools.in_force')}</h3>
      <ToolList tools={inForce} label={say('tools.in_force')} onChanged={onChanged} />
      {others.length === 0 ? null : (
        <>
          <h3>{say('tools.others')}</h3>
          <ToolList tools={others} label={say('tools.others')} onChanged={onChanged} />
        </>
      )}
    </>
  );
}

function ToolList({ tools, label, onChanged }: ListsProps & { readonly label: string }) {
  return (
    <ol className={style.list} aria-label={label}>
      {tools.map((tool) => (
        <li key={`${tool.code} ${tool.version}`}>
          <ToolItem tool={tool} onChanged={onChanged} />
        </li>
      ))}
    </ol>
  );
}
