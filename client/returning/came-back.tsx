import { useCallback, useState } from 'react';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { CheckForm } from './check-form.tsx';
import { listReturns } from './return-calls.ts';
import { ReturnedItem } from './returned-item.tsx';

/** In a chat: somebody says that they were here before and have words for it. Nothing of before is shown until they fit (H13). */
export function CameBack({ conversationId, holds }: { readonly conversationId: string; readonly holds: boolean }) {
  const [open, setOpen] = useState(false);
  const asked = useAsked(useCallback(() => listReturns(conversationId), [conversationId]));
  return (
    <section aria-label={say('return.title')}>
      <ReturnedList asked={asked} nothing={null} />
      {holds && !open ? (
        <div className={style.actions}>
          <Button size="small" onClick={() => setOpen(true)}>
            {say('return.open')}
          </Button>
        </div>
      ) : null}
      {holds && open ? (
        <CheckForm
          conversationId={conversationId}
          onFits={() => {
            setOpen(false);
            asked.again();
          }}
        />
      ) : null}
    </section>
  );
}

/** For calls, and for leads who look first. */
export function ReturnsTab() {
  const asked = useAsked(useCallback(() => listReturns(null), []));
  return (
    <section className={style.tab}>
      <h2>{say('team.returns')}</h2>
      <p className={style.lead}>{say('return.lead')}</p>
      <CheckForm conversationId={null} onFits={asked.again} />
      <ReturnedList asked={asked} nothing={say('return.nothing')} />
    </section>
  );
}

interface ListProps {
  readonly asked: ReturnType<typeof useAsked<Extract<Awaited<ReturnType<typeof listReturns>>, { ok: true }>['value']>>;
  readonly nothing: string | null;
}

function ReturnedList({ asked, nothing }: ListProps) {
  return (
    <Asking asked={asked} nothing={({ returns }) => (returns.length === 0 ? nothing : null)}>
      {({ returns }) => (
        <ol className={style.list} aria-label={say('return.list')}>
          {returns.map((returned) => (
            <li key={returned.returnId}>
              <ReturnedItem returned={returned} onChanged={asked.again} />
            </li>
          ))}
        </ol>
      )}
    </Asking>
  );
}
