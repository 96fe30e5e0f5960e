import { useState } from 'react';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { KeptForm } from '../records/kept-form.tsx';
import { RecordRead } from '../records/record-read.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { isOpenPlan, type PlansPage, plansKey } from './case-plans.ts';
import { saveTherapy } from './plan-calls.ts';
import { refusalOf } from './plan-refusals.ts';
import style from './plans.module.css';
import { Sessions } from './sessions.tsx';
import { TherapistNotes } from './therapist-notes.tsx';
import { bodyOfTherapy, faultsOfTherapy, THERAPY_FIELDS, type Therapy, therapyAsSent } from './therapy-fields.ts';

interface TherapyProps {
  readonly page: PlansPage;
  readonly plan: Plan;
  readonly therapy: Therapy;
}

/** The record of therapy: sessions and measures, for the case. What was said in a session is the therapist's alone (E7). */
export function TherapyRecord({ page, plan, therapy }: TherapyProps) {
  const [writing, setWriting] = useState(false);
  const open = isOpenPlan(plan) && page.view.row.state !== 'closed';
  return (
    <section className={style.therapy} aria-label={say('therapy.title')}>
      <h4>{say('therapy.title')}</h4>
      {writing ? (
        <TherapyForm {...{ page, plan, therapy }} onLeave={() => setWriting(false)} />
      ) : (
        <>
          <RecordRead fields={THERAPY_FIELDS} body={bodyOfTherapy(therapy)} />
          {open ? (
            <div className={style.actions}>
              <Button
                size="small"
                aria-label={say('section.edit_this', { section: say('therapy.title') })}
                onClick={() => setWriting(true)}
              >
                {say('section.edit')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      <Sessions {...{ page, plan, open }} sessions={therapy.sessions} />
      <p className={style.presumption}>{therapy.presumption.says}</p>
      {therapy.notes === null ? (
        <p className={style.quiet}>{say('therapist_notes.not_yours')}</p>
      ) : (
        <TherapistNotes {...{ page, plan, open }} notes={therapy.notes} sessions={therapy.sessions.list} />
      )}
    </section>
  );
}

function TherapyForm({ page, plan, therapy, onLeave }: TherapyProps & { readonly onLeave: () => void }) {
  const access = (): RecordAccess => ({
    fields: THERAPY_FIELDS,
    faults: faultsOfTherapy,
    send: async (body, revision) => {
      const reply = await saveTherapy(plan, { ...therapyAsSent(body), revision });
      if (reply.ok) await page.reload();
      return reply;
    },
    newest: async () => {
      const found = (await page.reload())?.plans.find(({ planId }) => planId === plan.planId);
      if (found?.therapy == null) return null;
      return { body: bodyOfTherapy(found.therapy), revision: found.revision, by: found.changedBy.name };
    },
    refusal: refusalOf,
  });
  return (
    <KeptForm
      draftKey={plansKey(page.view.row.caseId, `${plan.planId} therapy`)}
      title={say('therapy.change')}
      start={{ body: bodyOfTherapy(therapy), revision: plan.revision }}
      access={access}
      onLeave={onLeave}
    />
  );
}
