import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Effect } from '../../shared/domain/tools/rule.ts';
import { openDialog, showTab } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { say, sayCode } from '../ui/words.ts';
import { ConcernForm } from './concern-form.tsx';
import style from './effect-line.module.css';
import type { Filling } from './filling.ts';
import { showIn } from './open-fillings.ts';
import { startTool } from './start.ts';
import { pathwaysPlace, type Subject } from './subject.ts';
import { useTools } from './tools.ts';

interface EffectProps {
  readonly effect: Effect;
  readonly filling: Filling;
  readonly subject: Subject;
}

/** What a rule asks of a person, with the way to do it where there is one; a judgement and the ways on are asked for together. */
export function EffectLine({ effect, filling, subject }: EffectProps) {
  const tools = useTools();
  const { row } = filling.view;
  switch (effect.do) {
    case 'advise':
      return <p className={style.advice}>{effect.text}</p>;
    case 'ask_judgement':
      return null;
    case 'offer_tool': {
      const tool = tools?.find((each) => each.code === effect.tool && each.inForce);
      const title = tool?.title ?? sayCode('tool', effect.tool);
      const moment = tool?.moments[0] ?? null;
      return (
        <Line words={say('effect.tool', { tool: title })}>
          {tool === undefined ? null : (
            <Button size="small" onClick={() => void startTool(subject, { tool: tool.code, moment })}>
              {say('effect.tool_do')}
              <span className="visually-hidden"> {title}</span>
            </Button>
          )}
        </Line>
      );
    }
    case 'flag_pathway':
      return null;
    case 'alert_lead':
      return <Line words={sayCode('effect.lead', effect.when)} />;
    case 'open_concern':
      return (
        <Line words={sayCode('effect.concern', effect.about)}>
          <ConcernForm about={effect.about} filling={filling} subject={subject} />
        </Line>
      );
    case 'offer_emergency':
      return (
        <Line words={say('effect.emergency')}>
          {'conversationId' in subject ? (
            <Button look="alarm" size="small" onClick={() => openDialog('emergency', subject.conversationId)}>
              {say('follows.raise_emergency')}
            </Button>
          ) : null}
        </Line>
      );
    case 'start_safety_plan':
      return (
        <Line words={say('effect.safety_plan')}>
          <SafetyPlan caseId={row.caseId} subject={subject} />
        </Line>
      );
  }
}

interface WaysProps {
  readonly ways: readonly string[];
  readonly caseId: string | null;
  readonly subject: Subject;
}

/** The ways that a rule points to, together. */
export function WaysLine({ ways, caseId, subject }: WaysProps) {
  return (
    <Line words={say('effect.pathway', { way: ways.map((way) => sayCode('pathway_flag', way)).join('; ') })}>
      <Pathways caseId={caseId} subject={subject} />
    </Line>
  );
}

/** Who gives it where, and what came of it: worked out from the answers of the case. */
function Pathways({ caseId, subject }: { readonly caseId: string | null; readonly subject: Subject }) {
  if (caseId === null) return null;
  if (!('conversationId' in subject)) return <Link to={`/cases/${caseId}/guidance`}>{say('effect.pathways')}</Link>;
  return (
    <Button size="small" onClick={() => showIn(pathwaysPlace(subject.conversationId), 'pathways')}>
      {say('effect.pathways')}
    </Button>
  );
}

/** It belongs to the case; without one the way is to make one, with the person's agreement. */
function SafetyPlan({ caseId, subject }: { readonly caseId: string | null; readonly subject: Subject }) {
  if (caseId !== null) return <Link to={`/cases/${caseId}/safety_plan`}>{say('effect.safety_plan_do')}</Link>;
  if (!('conversationId' in subject)) return null;
  return (
    <Button size="small" onClick={() => showTab(subject.conversationId, 'case')}>
      {say('effect.to_case')}
    </Button>
  );
}

function Line({ words, children }: { readonly words: string; readonly children?: ReactNode }) {
  return (
    <div className={style.line}>
      <span>{words}</span>
      {children}
    </div>
  );
}
