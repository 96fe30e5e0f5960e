import { useState } from 'react';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { insertLine } from '../app/view.ts';
import { addNote } from '../conversations/note.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { GAPS, type Gap } from './emergency.ts';
import style from './emergency-panel.module.css';

const ACTIONS = ['gap_1', 'gap_2', 'gap_3', 'gap_4'] as const;

/** What a call handler will ask. Each gap is a question that one key puts into the composer (H5). */
export function KnownFacts({ conversation }: { readonly conversation: StaffConversation }) {
  const { conversationId, preChat, state } = conversation;
  const areas = useReference('areas');
  const area = preChat?.area === undefined ? '' : labelOf(areas, preChat.area);
  const [known, setKnown] = useState<Partial<Readonly<Record<Gap, string>>>>({});
  const filledIn = (gap: Gap) => known[gap] ?? (gap === 'place' ? area : '');
  const save = async () => {
    const filled = GAPS.filter((gap) => filledIn(gap).trim() !== '');
    if (filled.length === 0) return;
    const lines = filled.map((gap) => `${sayCode('gap', gap)}: ${filledIn(gap).trim()}`);
    if (await addNote(conversationId, [say('emergency.note_title'), ...lines].join('\n'))) {
      notify('done', say('emergency.note_saved'));
    }
  };
  return (
    <section className={style.known}>
      <h3>{say('emergency.known')}</h3>
      {GAPS.map((gap, index) => (
        <div key={gap} className={style.gap}>
          <TextField
            label={sayCode('gap', gap)}
            dir="auto"
            value={filledIn(gap)}
            onChange={(event) => setKnown({ ...known, [gap]: event.target.value })}
          />
          {state === 'active' ? <AskGap conversationId={conversationId} gap={gap} index={index} /> : null}
        </div>
      ))}
      <Button size="small" onClick={() => void save()}>
        {say('emergency.save_known')}
      </Button>
    </section>
  );
}

function AskGap({ conversationId, gap, index }: { conversationId: string; gap: Gap; index: number }) {
  const ask = () => insertLine(conversationId, sayCode('gap.line', gap));
  useShortcut(ACTIONS[index] ?? 'gap_1', ask);
  return (
    <Button
      size="small"
      keyHint={String(index + 6)}
      aria-label={say('emergency.ask_gap', { gap: sayCode('gap', gap) })}
      onClick={ask}
    >
      {say('emergency.ask')}
    </Button>
  );
}
