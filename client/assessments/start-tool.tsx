import { useState } from 'react';
import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { Button } from '../ui/button.tsx';
import { say, sayCode } from '../ui/words.ts';
import { startTool, type Wanted } from './start.ts';
import style from './start-tool.module.css';
import type { Subject } from './subject.ts';
import { useTools } from './tools.ts';

interface StartProps {
  readonly subject: Subject;
  readonly rows: readonly AssessmentRow[];
}

/** Which tools there are, what each is for and not for, and what it takes to finish it. */
export function StartTool({ subject, rows }: StartProps) {
  const tools = useTools()?.filter((tool) => tool.inForce);
  const [busy, setBusy] = useState(false);
  if (tools === undefined) return <p className={style.quiet}>{say('loading')}</p>;
  const start = async (wanted: Wanted) => {
    if (busy) return;
    setBusy(true);
    await startTool(subject, wanted);
    setBusy(false);
  };
  return (
    <ul className={style.tools} aria-label={say('assessments.tools')}>
      {tools.map((tool) => (
        <li key={tool.code} className={style.tool}>
          <div className={style.head}>
            <h4>{tool.title}</h4>
            <Ways tool={tool} rows={rows} busy={busy} onStart={(wanted) => void start(wanted)} />
          </div>
          <details>
            <summary>
              {say('assessments.purpose')}
              <span className="visually-hidden"> {tool.title}</span>
            </summary>
            <p>{tool.purpose}</p>
          </details>
          {tool.qualification === null ? null : (
            <p className={style.quiet}>
              {say('assessments.takes', { what: sayCode('qualification', tool.qualification) })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

interface WaysProps {
  readonly tool: ToolRow;
  readonly rows: readonly AssessmentRow[];
  readonly busy: boolean;
  readonly onStart: (wanted: Wanted) => void;
}

/** One button a moment where a tool has moments; what is open already is gone on with, never begun twice. */
function Ways({ tool, rows, busy, onStart }: WaysProps) {
  const moments = tool.moments.length === 0 ? [null] : tool.moments;
  const isOpen = (moment: Wanted['moment']) =>
    rows.some(
      (row) => row.state === 'open' && row.tool.code === tool.code && row.moment === moment && row.planId === null,
    );
  return (
    <div className={style.ways}>
      {moments.map((moment) => (
        <Button key={moment ?? ''} size="small" aria-busy={busy} onClick={() => onStart({ tool: tool.code, moment })}>
          {moment === null ? null : `${sayCode('moment', moment)}: `}
          {say(isOpen(moment) ? 'assessments.go_on' : 'assessments.begin')}
          <span className="visually-hidden"> {tool.title}</span>
        </Button>
      ))}
    </div>
  );
}
