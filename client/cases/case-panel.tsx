import type { Standing } from '../conversations/standing.ts';
import type { Thread } from '../desk/desk.ts';
import { GivePhrase } from '../referrals/give-phrase.tsx';
import { CameBack } from '../returning/came-back.tsx';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { AddToCase } from './add-to-case.tsx';
import { CaseBrief } from './case-brief.tsx';
import style from './case-panel.module.css';
import { knownFrom, linesOf, useComesAlong } from './known-from-talk.ts';
import { changeLinkDraft, dropLinkDraft, useLinkDraft } from './link-drafts.ts';
import { NewCaseForm } from './new-case-form.tsx';

interface PanelProps {
  readonly thread: Thread;
  readonly standing: Standing;
}

/** The case of a conversation: a short view of it, or the two ways to one, each with the person's agreement. */
export function CasePanel({ thread, standing }: PanelProps) {
  const { caseId } = thread.conversation;
  if (caseId !== null)
    return (
      <>
        <CaseBrief caseId={caseId} />
        {standing.holds ? <GivePhrase subject={{ conversationId: thread.conversation.conversationId }} /> : null}
        <CameBack conversationId={thread.conversation.conversationId} holds={standing.holds} />
      </>
    );
  if (!standing.holds && !standing.consults) return <p className={style.quiet}>{say('link.not_yours')}</p>;
  return <WaysToACase thread={thread} standing={standing} />;
}

function WaysToACase({ thread, standing }: PanelProps) {
  const { conversationId } = thread.conversation;
  const { way } = useLinkDraft(conversationId);
  const go = (next: typeof way) => changeLinkDraft(conversationId, { way: next });
  const comesAlong = useComesAlong(thread.conversation);
  if (way === 'add') return <AddToCase conversationId={conversationId} thread={thread} onBack={() => go(null)} />;
  if (way === 'make') {
    return (
      <div className={style.panel}>
        <header className={style.head}>
          <h3>{say('link.make')}</h3>
          <Button look="plain" size="small" onClick={() => go(null)}>
            {say('back')}
          </Button>
        </header>
        <NewCaseForm
          draftKey={conversationId}
          conversationId={conversationId}
          known={knownFrom(thread)}
          lines={linesOf(thread.entries)}
          comesAlong={comesAlong}
          onMade={() => dropLinkDraft(conversationId)}
        />
      </div>
    );
  }
  return (
    <div className={style.panel}>
      <p className={style.quiet}>{say('link.none')}</p>
      <div className={style.ways}>
        <Button look="main" onClick={() => go('make')}>
          {say('link.make')}
        </Button>
        <p className={style.quiet}>{say('link.make_text')}</p>
        <Button onClick={() => go('add')}>{say('link.add')}</Button>
        <p className={style.quiet}>{say('link.add_text')}</p>
      </div>
      <GivePhrase subject={{ conversationId }} />
      <CameBack conversationId={conversationId} holds={standing.holds} />
    </div>
  );
}
