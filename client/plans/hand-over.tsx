import { useState } from 'react';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices, Problem, Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type PlansPage, workersOf } from './case-plans.ts';
import { handOver } from './plan-calls.ts';
import { refusalOf } from './plan-refusals.ts';

/** Another therapist goes on. Only whose notes they are says whether they go along; afterwards nobody can. */
export function HandOver({ page, plan }: { readonly page: PlansPage; readonly plan: Plan }) {
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const [notes, setNotes] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const others = workersOf(page.view).filter(({ code }) => code !== plan.lead?.agentId);
  const give = async () => {
    if (to === '' || notes === null) return setProblem(say('hand_over.missing'));
    const reply = await handOver(plan, { revision: plan.revision, to, withNotes: notes === 'with' });
    if (!reply.ok) {
      setProblem(refusalOf(reply.error) ?? sentenceOf(reply.error));
      return void page.reload();
    }
    setOpen(false);
    notify('done', say('hand_over.done', { name: reply.value.plan.lead?.name ?? '' }));
    await page.reload();
  };
  return (
    <>
      <Button size="small" look="plain" onClick={() => setOpen(true)}>
        {say('hand_over.open')}
      </Button>
      {open ? (
        <Dialog title={say('hand_over.title')} onClose={() => setOpen(false)}>
          <p>{say(others.length === 0 ? 'hand_over.nobody' : 'hand_over.text')}</p>
          <Select
            label={say('hand_over.to')}
            value={to}
            options={[{ code: '', label: say('plan.choose') }, ...others]}
            onChange={setTo}
          />
          <Choices
            legend={say('hand_over.notes')}
            options={[
              { code: 'with', label: say('hand_over.with') },
              { code: 'without', label: say('hand_over.without') },
            ]}
            chosen={notes === null ? [] : [notes]}
            onChange={([code]) => setNotes(code ?? null)}
          />
          <Problem>{problem}</Problem>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{say('back')}</Button>
            <Button look="main" onClick={() => void give()}>
              {say('hand_over.submit')}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </>
  );
}
