import type { PreChat } from '../../shared/protocol/pre-chat.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './pre-chat-facts.module.css';

interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What the person chose to say before; a question they skipped is simply not there. The text is folded (H19). */
export function PreChatFacts({ preChat, folded = false }: { readonly preChat: PreChat; readonly folded?: boolean }) {
  const facts = useFacts(preChat);
  return (
    <div className={style.facts}>
      {facts.length === 0 ? <p className={style.nothing}>{say('pre_chat.nothing')}</p> : null}
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi dir="auto">{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {preChat.message === undefined ? null : (
        <details open={!folded}>
          <summary>{say('pre_chat.message')}</summary>
          <p>
            <bdi dir="auto">{preChat.message}</bdi>
          </p>
        </details>
      )}
    </div>
  );
}

function useFacts({ safeToTalk, inDanger, whoAmI, topic, area, ageBand, justHere }: PreChat): readonly Fact[] {
  const topics = useReference('topics');
  const areas = useReference('areas');
  const rows: readonly (Fact | null)[] = [
    safeToTalk ? { name: say('pre_chat.safe_to_talk'), value: sayCode('answer', safeToTalk) } : null,
    inDanger ? { name: say('pre_chat.in_danger'), value: sayCode('answer', inDanger) } : null,
    topic ? { name: say('pre_chat.topic'), value: labelOf(topics, topic) } : null,
    whoAmI ? { name: say('pre_chat.who_am_i'), value: sayCode('who', whoAmI) } : null,
    ageBand ? { name: say('pre_chat.age'), value: sayCode('age', ageBand) } : null,
    area ? { name: say('pre_chat.area'), value: labelOf(areas, area) } : null,
    justHere ? { name: say('pre_chat.just_here'), value: say('answer.yes') } : null,
  ];
  return rows.filter((row) => row !== null);
}
