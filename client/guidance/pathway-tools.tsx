import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { AssessmentRow } from '../../shared/protocol/assessment.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { useAssessmentList } from '../assessments/assessment-list.ts';
import { showIn } from '../assessments/open-fillings.ts';
import { startTool } from '../assessments/start.ts';
import { pathwaysPlace, placeOf, type Subject } from '../assessments/subject.ts';
import { useTools } from '../assessments/tools.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { say } from '../ui/words.ts';
import style from './guidance.module.css';

interface ToolsProps {
  readonly tools: readonly string[];
  readonly subject: Subject;
  /** Nothing is begun in a case that is closed; what was filled in can be read. */
  readonly open: boolean;
  /** Filling it in is the first thing to do. */
  readonly first: boolean;
}

/** The tools that belong to a pathway: begun, gone on with or opened from here. */
export function PathwayTools({ tools, ...rest }: ToolsProps) {
  const known = useTools();
  const { rows } = useAssessmentList(rest.subject);
  const found = tools.flatMap((code) => known?.filter((tool) => tool.code === code && tool.inForce) ?? []);
  if (rows === null || found.length === 0) return null;
  return (
    <ul className={style.tools} aria-label={say('pathway_tools.label')}>
      {found.map((tool) => (
        <li key={tool.code}>
          <OneTool {...rest} tool={tool} rows={rows.filter((row) => row.tool.code === tool.code)} />
        </li>
      ))}
    </ul>
  );
}

interface OneProps extends Omit<ToolsProps, 'tools'> {
  readonly tool: ToolRow;
  /** Newest first. */
  readonly rows: readonly AssessmentRow[];
}

/** What is open is gone on with, never begun twice. */
function OneTool({ tool: { code, title, moments }, rows, subject, open, first }: OneProps) {
  const [busy, setBusy] = useState(false);
  const toTools = useWayToTools(subject);
  const [newest] = rows;
  const begin = async () => {
    if (busy) return;
    setBusy(true);
    await startTool(subject, { tool: code, moment: moments[0] ?? null });
    setBusy(false);
    toTools();
  };
  const show = (assessmentId: string) => {
    showIn(placeOf(subject), assessmentId);
    toTools();
  };
  const isOpen = newest?.state === 'open';
  return (
    <>
      {newest === undefined ? null : (
        <Button size="small" look={isOpen && first ? 'main' : 'usual'} onClick={() => show(newest.assessmentId)}>
          {isOpen
            ? say('pathway_tools.go_on', { title })
            : say('pathway_tools.open', { title, when: dayAndTime(newest.changedAt) })}
        </Button>
      )}
      {open && !isOpen ? (
        <Button
          size="small"
          look={newest === undefined ? (first ? 'main' : 'usual') : 'plain'}
          aria-busy={busy}
          onClick={() => void begin()}
        >
          {say(newest === undefined ? 'pathway_tools.begin' : 'pathway_tools.again', { title })}
        </Button>
      ) : null}
    </>
  );
}

/** Beside a chat the panel turns to its tools; on a case's page the part with them is opened. */
function useWayToTools(subject: Subject): () => void {
  const navigate = useNavigate();
  if ('conversationId' in subject) return () => showIn(pathwaysPlace(subject.conversationId), null);
  return () => void navigate(`/cases/${subject.caseId}/assessments`);
}
