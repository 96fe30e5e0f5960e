import { Suspense } from 'react';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { Tab } from '../app/view.ts';
import { SharingPanel } from '../consent/sharing-panel.tsx';
import type { Thread } from '../desk/desk.ts';
import { EmergencyPanel } from '../safeguarding/emergency-panel.tsx';
import { later } from '../ui/later.ts';
import { AboutPanel } from './about-panel.tsx';
import { NotesPanel } from './notes-panel.tsx';
import style from './side-panel.module.css';
import type { Standing } from './standing.ts';
import { tabId } from './tab-list.tsx';
import { WrapUpForm } from './wrap-up-form.tsx';

/** Loaded when it is first looked at: much of the desk goes on without a tool and without a case. */
const RiskPanel = later(async () => (await import('../assessments/risk-panel.tsx')).RiskPanel);
const CasePanel = later(async () => (await import('../cases/case-panel.tsx')).CasePanel);

interface SidePanelProps {
  readonly thread: Thread;
  readonly standing: Standing;
  readonly tab: Tab;
  readonly alert: Alert | null;
}

export function SidePanel(props: SidePanelProps) {
  const { thread, tab } = props;
  const { conversationId } = thread.conversation;
  return (
    <div
      className={style.panel}
      role="tabpanel"
      data-panel-of={conversationId}
      aria-labelledby={tabId(conversationId, tab)}
    >
      <Content {...props} />
    </div>
  );
}

function Content({ thread, standing, tab, alert }: SidePanelProps) {
  const { conversation } = thread;
  switch (tab) {
    case 'emergency':
      return alert === null ? null : <EmergencyPanel key={alert.alertId} alert={alert} conversation={conversation} />;
    case 'wrap_up':
      return <WrapUpForm key={conversation.conversationId} thread={thread} />;
    case 'notes':
      return <NotesPanel thread={thread} standing={standing} />;
    case 'sharing':
      return <SharingPanel thread={thread} standing={standing} />;
    case 'assessments': {
      const { conversationId, caseId } = conversation;
      return (
        <Suspense fallback={null}>
          <RiskPanel key={conversationId} conversationId={conversationId} caseId={caseId} />
        </Suspense>
      );
    }
    case 'case':
      return (
        <Suspense fallback={null}>
          <CasePanel thread={thread} standing={standing} />
        </Suspense>
      );
    default:
      return <AboutPanel thread={thread} standing={standing} />;
  }
}
