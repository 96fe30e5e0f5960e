import { useRef, useState } from 'react';
import type { CaseStudyConsent } from '../../shared/protocol/http/case-study.ts';
import { useFormDraft } from '../app/form-drafts.ts';
import { ask } from '../connection/http.ts';
import { useFaultFocus } from '../records/focus-fault.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { correctionOf, notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { caseStudyPath, focusOpened, SAID_MAX, wasWrittenMeanwhile } from './case-study-calls.ts';
import style from './case-study-card.module.css';

interface WithdrawingProps {
  readonly caseId: string;
  readonly consent: CaseStudyConsent;
  readonly onChanged: () => void;
  readonly onLeave: () => void;
}

/** They changed their mind. Where a colleague wrote that down first, what was typed here stays to be taken elsewhere. */
export function CaseStudyWithdrawing({ caseId, consent, onChanged, onLeave }: WithdrawingProps) {
  const { consentId, standing } = consent;
  const { draft, begin, drop } = useFormDraft<{ said: string }>(`case-study ${caseId} back ${consentId}`);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const focusFault = useFaultFocus(form);
  const refuse = (sentence: string) => {
    setProblem(sentence);
    focusFault();
  };
  const inForce = standing === 'in_force';
  const leave = () => {
    drop();
    onLeave();
  };
  const withdraw = async () => {
    const said = draft?.said ?? '';
    if (said.trim() === '') return refuse(say('case_study.say'));
    const reply = await ask('POST', `${caseStudyPath(caseId)}/${encodeURIComponent(consentId)}/withdraw`, { said });
    if (reply.ok) {
      leave();
      notify('done', say('case_study.withdrawn'));
      return onChanged();
    }
    if (!wasWrittenMeanwhile(reply.error)) return refuse(correctionOf(reply.error));
    setProblem(null);
    onChanged();
  };
  if (draft === null)
    return inForce ? (
      <div className={style.actions}>
        <Button size="small" onClick={() => focusOpened(form, () => begin({ said: '' }))}>
          {say('case_study.withdraw')}
        </Button>
      </div>
    ) : null;
  return (
    <div ref={form} className={style.form}>
      <NoteArea
        label={say('case_study.withdraw_said')}
        dir="auto"
        rows={2}
        maxLength={SAID_MAX}
        problem={problem ?? undefined}
        value={draft.said}
        onChange={(event) => begin({ said: event.target.value })}
      />
      {inForce ? null : <Problem>{say('case_study.withdrawn_before')}</Problem>}
      <div className={style.actions}>
        {inForce ? (
          <Button size="small" look="main" onClick={() => void withdraw()}>
            {say('case_study.withdraw_submit')}
          </Button>
        ) : null}
        <Button size="small" onClick={leave}>
          {say('section.cancel')}
        </Button>
      </div>
    </div>
  );
}
