import { useState } from 'react';
import type { Standing } from '../conversations/standing.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { AddToCase } from './add-to-case.tsx';
import { CaseBrief } from './case-brief.tsx';
import style from './case-panel.module.css';
import { knownFrom, linesOf, useComesAlong } from './known-from-talk.ts';
import { useNewCases } from './new-case-drafts.ts';
import { NewCaseForm } from './new-case-form.tsx';

interface PanelProps {
  readonly thread: Thread;
  readonly standing: Standing;
}

/** The case of a conversation: a short view of it, or the two ways to one, each with the person's agreement. */
export function CasePanel({ thread, standing }: PanelProps) {
  const { caseId } = thread.conversation;
  if (caseId !== null) return <CaseBrief caseId={caseId} />;
  if (!standing.holds && !standing.consults) return <p className={style.quiet}>{say('link.not_yours')}</p>;
  return <WaysToACase thread={thread} />;
}

type Way = 'make' | 'add' | null;

function WaysToACase({ thread }: { readonly thread: Thread }) {
  const { conversationId } = thread.conversation;
  const drafted = useNewCases((drafts) => drafts[conversationId] !== undefined);
  const [way, setWay] = useState<Way>(drafted ? 'make' : null);
  const comesAlong = useComesAlong(thread.conversation);
  if (way === 'add') return <AddToCase conversationId={conversationId} thread={thread} onBack={() => setWay(null)} />;
  if (way === 'make') {
    return (
      <div className={style.panel}>
        <header className={style.head}>
          <h3>{say('link.make')}</h3>
          <Button look="plain" size="small" onClick={() => setWay(null)}>
            {say('back')}
          </Button>
        </header>
        <NewCaseForm
          draftKey={conversationId}
          conversationId={conversationId}
          known={knownFrom(thread)}
          lines={linesOf(thread.entries)}
          comesAlong={comesAlong}
          onMade={() => setWay(null)}
        />
      </div>
    );
  }
  return (
    <div className={style.panel}>
      <p className={style.quiet}>{say('link.none')}</p>
      <div className={style.ways}>
        <Button look="main" onClick={() => setWay('make')}>
          {say('link.make')}
        </Button>
        <p className={style.quiet}>{say('link.make_text')}</p>
        <Button onClick={() => setWay('add')}>{say('link.add')}</Button>
        <p className={style.quiet}>{say('link.add_text')}</p>
      </div>
    </div>
  );
}
