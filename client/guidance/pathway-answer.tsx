import { useState } from 'react';
import { judgePathwayAnswer, PATHWAY_OUTCOMES, type PathwayOutcome } from '../../shared/domain/pathway-outcome.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { type FormDraft, useFormDraft } from '../app/form-drafts.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { faultsFrom } from '../records/faults.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem } from '../ui/field.tsx';
import { NoteArea } from '../ui/note-area.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './guidance.module.css';
import { answerPathway } from './guidance-calls.ts';
import { optionName, type Suggestion } from './pathway-names.ts';

interface AnswerProps {
  readonly caseId: string;
  readonly suggestion: Suggestion;
  readonly guidance: Guidance;
  readonly form: FormDraft<PathwayDraft>;
  readonly draft: PathwayDraft;
  readonly onDone: () => Promise<void>;
}

export interface PathwayDraft {
  readonly outcome: PathwayOutcome | null;
  readonly picked: string | null;
  readonly why: string;
  readonly saidNoReason: boolean;
}

export const NO_ANSWER: PathwayDraft = { outcome: null, picked: null, why: '', saidNoReason: false };

/** Kept while something else is looked at, as every form is. */
export function usePathwayForm(caseId: string, pathway: string): FormDraft<PathwayDraft> {
  return useFormDraft<PathwayDraft>(`pathway ${caseId} ${pathway}`);
}

const OF_A_DUTY: readonly PathwayOutcome[] = ['done', 'not_needed'];
const CHOOSES: readonly PathwayOutcome[] = ['accepted', 'details_given', 'chosen_elsewhere'];

/** What was offered, what they chose, and why; in their words, or that they gave no reason. */
export function PathwayAnswer({ caseId, suggestion, guidance, form, draft, onDone }: AnswerProps) {
  const { offer, options, pathway, panel } = suggestion;
  const duty = offer === 'duty';
  const { outcome, picked, why, saidNoReason } = draft;
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const outcomes = PATHWAY_OUTCOMES.filter((each) =>
    duty ? OF_A_DUTY.includes(each) : each === 'not_needed' || !OF_A_DUTY.includes(each),
  );
  const chooses = outcome !== null && CHOOSES.includes(outcome) && options.length > 0;
  const answer = { chosen: chooses ? picked : null, why: why.trim() === '' ? null : why, saidNoReason };
  const clientId = useClientId([pathway, outcome, answer]);
  const save = async () => {
    setProblem(null);
    if (outcome === null) return setFaults({ outcome: say('pathways.outcome_missing') });
    const verdict = judgePathwayAnswer({ offer, options }, { outcome, ...answer }, { marac: panel !== null });
    if (verdict.verdict === 'refused') return setFaults({ [verdict.path]: verdict.sentence });
    setFaults({});
    const reply = await answerPathway(caseId, { clientId, pathway, outcome, ...answer });
    if (!reply.ok) {
      setFaults(faultsFrom(reply.error));
      return setProblem(sentenceOf(reply.error));
    }
    notify('done', say('pathways.saved'));
    form.dropSent(draft);
    await onDone();
  };
  return (
    <fieldset className={style.answer}>
      <legend>{say('pathways.what_came')}</legend>
      <Choices
        legend={say('pathways.outcome')}
        options={outcomes.map((code) => ({ code, label: sayCode('pathway_outcome', code) }))}
        chosen={outcome === null ? [] : [outcome]}
        problem={faults.outcome}
        beside
        onChange={([code]) => form.change({ outcome: outcomes.find((each) => each === code) ?? null })}
      />
      {chooses ? (
        <Choices
          legend={say('pathways.chosen')}
          options={options.map((code) => ({ code, label: optionName(guidance, code) }))}
          chosen={picked === null ? [] : [picked]}
          problem={faults.chosen}
          onChange={([code]) => form.change({ picked: code ?? null })}
        />
      ) : null}
      <NoteArea
        label={say(duty ? 'pathways.why_duty' : 'pathways.why')}
        problem={faults.why}
        dir="auto"
        rows={2}
        maxLength={2_000}
        value={why}
        onChange={(event) => form.change({ why: event.target.value })}
      />
      {duty ? null : (
        <label className={style.flag}>
          <input
            type="checkbox"
            checked={saidNoReason}
            onChange={(event) => form.change({ saidNoReason: event.target.checked })}
          />
          {say('pathways.no_reason_box')}
        </label>
      )}
      <Problem>{problem}</Problem>
      <div className={style.actions}>
        <Button look="main" size="small" onClick={() => void save()}>
          {say('pathways.save')}
        </Button>
        <Button size="small" onClick={form.drop}>
          {say('back')}
        </Button>
      </div>
    </fieldset>
  );
}
