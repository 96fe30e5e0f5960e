import { useEffect, useRef } from 'react';
import { useCase } from '../cases/open-cases.ts';
import { GuidancePart } from '../guidance/guidance-part.tsx';
import { Button } from '../ui/button.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { reloadShownList } from './assessment-list.ts';
import { Assessments } from './assessments.tsx';
import { showIn, useFillings } from './open-fillings.ts';
import style from './risk-panel.module.css';
import { pathwaysPlace, type Subject } from './subject.ts';

interface PanelProps {
  readonly conversationId: string;
  readonly caseId: string | null;
}

/** Beside the chat: tools, and once there is a case what its answers point to. */
export function RiskPanel({ conversationId, caseId }: PanelProps) {
  const place = pathwaysPlace(conversationId);
  const pathways = useFillings((open) => open.shown[place] !== undefined) && caseId !== null;
  // Linked to a case meanwhile, there are others to go on with; what is open here stays open, and keeps the focus.
  const known = useRef(caseId);
  useEffect(() => {
    // What shows the list has asked for it as it came.
    if (known.current === caseId) return;
    known.current = caseId;
    reloadShownList({ conversationId });
  }, [conversationId, caseId]);
  const turn = (to: boolean) => () => showIn(place, to ? 'pathways' : null);
  return (
    <div className={style.panel}>
      {caseId === null ? null : (
        // biome-ignore lint/a11y/useSemanticElements: two buttons that change what is shown are no form's fieldset
        <div className={style.switch} role="group" aria-label={say('risk_panel.label')}>
          <Button size="small" aria-pressed={!pathways} onClick={turn(false)}>
            {say('risk_panel.tools')}
          </Button>
          <Button size="small" aria-pressed={pathways} onClick={turn(true)}>
            {say('part.guidance')}
          </Button>
        </div>
      )}
      {pathways && caseId !== null ? (
        <Pathways caseId={caseId} subject={{ conversationId }} />
      ) : (
        <Assessments subject={{ conversationId }} />
      )}
    </div>
  );
}

function Pathways({ caseId, subject }: { readonly caseId: string; readonly subject: Subject }) {
  const { view, error } = useCase(caseId);
  if (view !== null) return <GuidancePart view={view} subject={subject} />;
  return <p className={style.quiet}>{error === null ? say('loading') : sentenceOf(error)}</p>;
}
