import { useState } from 'react';
import {
  TAKEN_BACK_CHECKS,
  TAKEN_BACK_WAYS,
  type TakenBackCheck,
  type TakenBackWay,
} from '../../../shared/domain/written-consent.ts';
import type { CaseConsent } from '../../../shared/protocol/http/consents.ts';
import { Choices } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say, sayCode } from '../../ui/words.ts';
import { takeBack } from './referral-calls.ts';
import { refusalWords } from './refusals.ts';

interface DialogProps {
  readonly caseId: string;
  readonly consent: CaseConsent;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** As easy as saying yes was: how they told us, how we know that it was them, and their words. */
export function TakeBackDialog({ caseId, consent, onClose, onDone }: DialogProps) {
  const [how, setHow] = useState<TakenBackWay | null>(null);
  const [check, setCheck] = useState<TakenBackCheck | null>(null);
  const { consentId, recipientName } = consent;
  const send = async (said: string, clientId: string): Promise<string | null> => {
    if (how === null || check === null) return missing(how, check);
    const reply = await takeBack(caseId, consentId, { clientId, how, check, said });
    if (!reply.ok) return refusalWords(reply.error);
    notify('done', say(reply.value.effect === 'recalled' ? 'consents.recalled' : 'consents.stopped'));
    onDone();
    return null;
  };
  return (
    <ReasonDialog
      title={say('consents.take_back_title', { name: recipientName })}
      label={say('consents.take_back_said')}
      submit={say('consents.take_back_submit')}
      max={2_000}
      chosen={`${how} ${check}`}
      check={() => missing(how, check)}
      onClose={onClose}
      onSay={send}
    >
      <Choices
        legend={say('consents.take_back_how')}
        options={TAKEN_BACK_WAYS.map((code) => ({ code, label: alone(sayCode('taken_back_way', code)) }))}
        chosen={how === null ? [] : [how]}
        beside
        onChange={([code]) => setHow(TAKEN_BACK_WAYS.find((each) => each === code) ?? null)}
      />
      <Choices
        legend={say('consents.take_back_check')}
        options={TAKEN_BACK_CHECKS.map((code) => ({ code, label: sayCode('person_check', code) }))}
        chosen={check === null ? [] : [check]}
        beside
        onChange={([code]) => setCheck(TAKEN_BACK_CHECKS.find((each) => each === code) ?? null)}
      />
    </ReasonDialog>
  );
}

function missing(how: TakenBackWay | null, check: TakenBackCheck | null): string | null {
  if (how === null) return say('consents.take_back_choose');
  return check === null ? say('consents.take_back_unknown') : null;
}

/** As it stands by itself rather than in a sentence. */
const alone = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
