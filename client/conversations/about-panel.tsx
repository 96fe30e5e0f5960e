import type { Thread } from '../desk/desk.ts';
import { Supervise } from '../supervision/supervise.tsx';
import { clockOf, timeOfDay } from '../ui/durations.ts';
import { Select } from '../ui/field.tsx';
import { languageName } from '../ui/language-name.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './about-panel.module.css';
import { setAge } from './age.ts';
import { AGE_BAND_CODES } from './age-bands.ts';
import { PreChatFacts } from './pre-chat-facts.tsx';
import type { Standing } from './standing.ts';

export function AboutPanel({ thread, standing }: { readonly thread: Thread; readonly standing: Standing }) {
  const { conversation } = thread;
  const waitedMs = Date.parse(conversation.acceptedAt ?? conversation.enqueuedAt) - Date.parse(conversation.enqueuedAt);
  return (
    <div className={style.about}>
      <section>
        <h3>{say('about.said')}</h3>
        {conversation.preChat === null ? (
          <p className={style.quiet}>{say('pre_chat.nothing')}</p>
        ) : (
          <PreChatFacts preChat={conversation.preChat} />
        )}
      </section>
      <section>
        <h3>{say('about.contact')}</h3>
        <dl className={style.rows}>
          <dt>{say('about.arrived')}</dt>
          <dd>{timeOfDay(conversation.enqueuedAt)}</dd>
          <dt>{say('about.waited')}</dt>
          <dd>{clockOf(waitedMs)}</dd>
          <dt>{say('about.language')}</dt>
          <dd>{languageName(conversation.visitor.language)}</dd>
          <dt>{say('about.channel')}</dt>
          <dd>{sayCode('channel', conversation.channel)}</dd>
        </dl>
      </section>
      {standing.mayWrite ? <Age conversationId={conversation.conversationId} known={conversation.ageBand} /> : null}
      <Supervise thread={thread} standing={standing} />
    </div>
  );
}

/** Under 18 changes who should answer and which rules hold, at once (H10). */
function Age({ conversationId, known }: { readonly conversationId: string; readonly known: string | null }) {
  const options = [
    ...(known === null ? [{ code: '', label: say('about.age_unknown') }] : []),
    ...AGE_BAND_CODES.map((code) => ({ code, label: sayCode('age', code) })),
  ];
  return (
    <Select
      label={say('about.age')}
      hint={say('about.age_hint')}
      value={known ?? ''}
      options={options}
      onChange={(code) => void setAge(conversationId, code)}
    />
  );
}
