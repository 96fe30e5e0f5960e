import { type ReactNode, useRef, useState } from 'react';
import type { Action } from '../../shared/protocol/http/actions.ts';
import { useReference } from '../app/reference.ts';
import { DueMark } from '../cases/due-mark.tsx';
import { Button } from '../ui/button.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { settleFields } from './action-fields.ts';
import { FormDialog, withoutClientId } from './form-dialog.tsx';
import { settleAction } from './plan-calls.ts';
import style from './plans.module.css';

interface ItemProps {
  readonly action: Action;
  /** Where it can be done no more, such as in a closed case. */
  readonly fixed?: boolean;
  readonly children?: ReactNode;
  readonly onChange?: () => void;
  readonly onChanged: () => Promise<void>;
}

const KIND = { us: 'action', others: 'chase_others', person: 'chase_person' } as const;

/** One thing to do. The keys that go from row to row stop at its first button, so that Enter there says that it is done. */
export function ActionItem({ action, fixed = false, children, onChange, onChanged }: ItemProps) {
  const [settling, setSettling] = useState(false);
  const [busy, setBusy] = useState(false);
  /** The revision that was done: until the list brings another, a second press would be told that it was moved. */
  const doneUnder = useRef<number | null>(null);
  const { what, dueAt, doer, revision } = action;
  const done = async () => {
    if (doneUnder.current === revision) return;
    doneUnder.current = revision;
    setBusy(true);
    const reply = await settleAction(action, { revision, state: 'done', outcome: 'done', said: null });
    if (reply.ok) notify('done', say('actions.is_done'));
    else notify('problem', wasMoved(reply.error.details?.reason) ? say('actions.moved') : sentenceOf(reply.error));
    await onChanged();
    if (!reply.ok) doneUnder.current = null;
    setBusy(false);
  };
  return (
    <article className={style.action}>
      <p className={style.what}>
        <bdi dir="auto">{what}</bdi>
      </p>
      <p className={style.line}>
        {dueAt === null ? <span>{say('actions.no_day')}</span> : <DueMark due={{ kind: KIND[doer], at: dueAt }} />}
        <span>{whoDoes(action)}</span>
        {children}
      </p>
      {fixed ? null : (
        <div className={style.actions}>
          <Button
            size="small"
            look="main"
            data-row=""
            aria-busy={busy}
            aria-label={say('actions.done_of', { what })}
            onClick={done}
          >
            {say('actions.done')}
          </Button>
          <Button size="small" aria-label={say('actions.other_end_of', { what })} onClick={() => setSettling(true)}>
            {say('actions.other_end')}
          </Button>
          {onChange === undefined ? null : (
            <Button size="small" look="plain" aria-label={say('actions.change_of', { what })} onClick={onChange}>
              {say('actions.change')}
            </Button>
          )}
        </div>
      )}
      {settling ? <SettleDialog action={action} onClose={() => setSettling(false)} onChanged={onChanged} /> : null}
    </article>
  );
}

const wasMoved = (reason: string | undefined): boolean => reason === 'over' || reason === 'changed_meanwhile';

interface SettleProps {
  readonly action: Action;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

function SettleDialog({ action, onClose, onChanged }: SettleProps) {
  const outcomes = useReference('actionOutcomes');
  return (
    <FormDialog
      title={say('actions.settled_title')}
      fields={settleFields(outcomes)}
      send={say('actions.settle')}
      done={say('record.saved')}
      onSend={(body) => settleAction(action, { ...withoutClientId(body), revision: action.revision })}
      {...{ onClose, onChanged }}
    />
  );
}

function whoDoes({ doer, who, assignee }: Action): string {
  const asks = assignee === null ? [] : [say('actions.asked_by', { name: assignee.name })];
  if (doer === 'others') return [say('actions.by_others', { who: who ?? '' }), ...asks].join(', ');
  if (doer === 'person') return [say('actions.by_person'), ...asks].join(', ');
  return assignee === null ? say('actions.nobody') : say('actions.by', { name: assignee.name });
}
