import { useState } from 'react';
import { insertLine, openDialog } from '../app/view.ts';
import type { Thread } from '../desk/desk.ts';
import { Button } from '../ui/button.tsx';
import { useServerNow } from '../ui/clock.ts';
import { say } from '../ui/words.ts';
import style from './silence.module.css';
import { shouldPrompt, silentSince } from './silence-rule.ts';

export function Silence({ thread }: { readonly thread: Thread }) {
  const [dismissedFor, setDismissedFor] = useState<string | null>(null);
  const now = useServerNow();
  const { conversationId, priority, riskFlag } = thread.conversation;
  const since = silentSince(thread.entries);
  const atRisk = riskFlag || priority === 'danger' || priority === 'self_harm';
  if (!shouldPrompt(since, atRisk, dismissedFor, now)) return null;
  const done = () => setDismissedFor(since);
  const write = () => {
    done();
    insertLine(conversationId, say('silence.line'));
  };
  return (
    <div className={style.silence} role="status">
      <p>{say('silence.text')}</p>
      <Button size="small" onClick={done}>
        {say('silence.wait')}
      </Button>
      <Button size="small" onClick={write}>
        {say('silence.write')}
      </Button>
      <Button size="small" onClick={() => openDialog('emergency', conversationId)}>
        {say('silence.lead')}
      </Button>
    </div>
  );
}
