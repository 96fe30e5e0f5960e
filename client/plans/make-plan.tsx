import { useState } from 'react';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { useReference } from '../app/reference.ts';
import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { serverNow } from '../ui/clock.ts';
import { writtenDay } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { mineIn, workersOf } from './people.ts';
import { makePlan } from './plan-calls.ts';
import { newPlanFields, planAsSent } from './plan-fields.ts';
import style from './plans.module.css';

interface MakeProps {
  readonly view: CaseView;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<void>;
}

export function MakePlan({ view, onClose, onChanged }: MakeProps) {
  const kinds = useReference('planKinds');
  const groups = useReference('planGroups');
  const me = useLive((live) => live.account?.agentId ?? '');
  const [full, setFull] = useState(false);
  const people = workersOf(view);
  const send = async (body: Readonly<Record<string, unknown>>) => {
    const reply = await makePlan(view.row.caseId, planAsSent(body));
    if (!reply.ok && reply.error.details?.reason === 'caseload_full') setFull(true);
    return reply;
  };
  return (
    <section className={style.form} aria-label={say('plans.new')}>
      <h3>{say('plans.new')}</h3>
      <RecordForm
        fields={newPlanFields(people, { kinds, groups }, full)}
        begins={{ begins: 'now', leadId: mineIn(people, me), startedOn: writtenDay(londonDay(serverNow())) }}
        send={say('plans.put')}
        onSend={send}
        aliases={{ waiting: 'begins' }}
        onDone={() => {
          notify('done', say('plans.made'));
          onClose();
          void onChanged();
        }}
      />
      <Button size="small" look="plain" onClick={onClose}>
        {say('back')}
      </Button>
    </section>
  );
}
