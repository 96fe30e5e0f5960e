import { useEffect, useState } from 'react';
import { KNOWN_FACTS, type KnownFact } from '../../shared/domain/emergency.ts';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { insertLine } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { say, sayCode } from '../ui/words.ts';
import { type Known, readKnown } from './emergency.ts';
import style from './emergency-panel.module.css';
import { NotedField } from './noted-field.tsx';

const ACTIONS = ['gap_1', 'gap_2', 'gap_3', 'gap_4'] as const;
const MAX_LENGTH: Readonly<Record<KnownFact, number>> = { place: 500, name: 200, phone: 100, children: 500 };

interface FactsProps {
  readonly alert: Alert;
  readonly conversation: StaffConversation;
}

/** What a call handler will ask. Each gap is a question that one key puts into the composer (H5). */
export function KnownFacts({ alert, conversation }: FactsProps) {
  const { conversationId, preChat, state } = conversation;
  const areas = useReference('areas');
  const area = preChat?.area === undefined ? null : labelOf(areas, preChat.area);
  const known = useKnown(alert);
  return (
    <section className={style.known}>
      <h3>{say('emergency.known')}</h3>
      {area === null ? null : <p className={style.quiet}>{say('emergency.area', { area })}</p>}
      {KNOWN_FACTS.map((fact, index) => (
        <div key={fact} className={style.gap}>
          <NotedField
            alertId={alert.alertId}
            field={fact}
            label={sayCode('gap', fact)}
            stands={known?.[fact] ?? null}
            maxLength={MAX_LENGTH[fact]}
          />
          {state === 'active' ? <AskGap conversationId={conversationId} gap={fact} index={index} /> : null}
        </div>
      ))}
    </section>
  );
}

/** Not on every lead's desk: asked for where it is opened, and again when somebody has noted something. */
function useKnown(alert: Alert): Known | null {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    let stale = false;
    void readKnown(alert.alertId).then((read) => {
      if (!stale && read !== null) setKnown(read);
    });
    return () => {
      stale = true;
    };
  }, [alert]);
  return known;
}

function AskGap({ conversationId, gap, index }: { conversationId: string; gap: KnownFact; index: number }) {
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
