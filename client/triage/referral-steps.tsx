import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { inboundCloseReasons, inboundReturnReasons } from '../../shared/reference/inbound-lists.ts';
import { useReference } from '../app/reference.ts';
import { useMay } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { serverNow } from '../ui/clock.ts';
import type { Choice } from '../ui/field.tsx';
import { say, type Words } from '../ui/words.ts';
import { StepDialog, type StepForm } from './step-dialog.tsx';
import style from './triage.module.css';

interface StepsProps {
  readonly opened: OpenedReferral;
  readonly onChanged: () => void;
}

/** What can be done with it as it stands; each step takes a sentence, and what was typed stays when it is refused. */
export function ReferralSteps({ opened, onChanged }: StepsProps) {
  const navigate = useNavigate();
  const mayTriage = useMay('inbound_referral.triage');
  const outcomes = useReference('attemptOutcomes');
  const [form, setForm] = useState<StepForm | null>(null);
  const forms = formsOf(opened, { mayTriage, outcomes });
  if (forms.length === 0) return null;
  return (
    <div className={style.actions}>
      {forms.map((each) => (
        <Button key={each.what} size="small" onClick={() => setForm(each)}>
          {say(each.title)}
        </Button>
      ))}
      {form === null ? null : (
        <StepDialog
          form={form}
          referral={opened.referral}
          onClose={() => setForm(null)}
          onDone={(stepped) => {
            onChanged();
            if (stepped.case !== undefined) void navigate(`/cases/${stepped.case.row.caseId}`);
          }}
        />
      )}
    </div>
  );
}

interface Around {
  readonly mayTriage: boolean;
  readonly outcomes: readonly Choice[];
}

function formsOf(opened: OpenedReferral, around: Around): StepForm[] {
  const { state, stopped, choice } = opened.referral;
  const inHand = state === 'triaged' || state === 'allocated';
  const isOpen = inHand || state === 'received';
  return [
    ...(around.mayTriage && state === 'received' ? [triage] : []),
    ...(isOpen && stopped === null ? [attempt(around.outcomes)] : []),
    ...(around.mayTriage && stopped !== null ? [plain('go-on', 'triage.go_on', 'triage.go_on_label')] : []),
    ...(inHand ? [convert, choose(opened), close] : []),
    ...(around.mayTriage && isOpen ? [sendBack] : []),
    ...(state === 'closed' ? [plain('reopen', 'triage.reopen', 'triage.reopen_label')] : []),
    ...(choice !== null && choice.chosen !== null && choice.acknowledgedAt === null && state === 'closed'
      ? [plain('acknowledged', 'triage.acknowledged', 'triage.acknowledged_label')]
      : []),
  ];
}

const plain = (what: string, title: Words, label: Words): StepForm => ({
  ...{ what, title, label, options: null, legend: null, body: () => ({}) },
});

const triage: StepForm = {
  ...{
    what: 'triage',
    title: 'triage.triage',
    label: 'triage.triage_label',
    legend: 'triage.triage_how',
    optional: true,
  },
  options: [
    { code: 'urgent', label: say('triage.urgent') },
    { code: 'normal', label: say('triage.normal') },
  ],
  body: (priority) => ({ priority }),
};

const sendBack: StepForm = {
  ...{ what: 'return', title: 'triage.return', label: 'triage.return_label', legend: 'triage.reason', look: 'danger' },
  options: inboundReturnReasons,
  body: (reason) => ({ reason }),
};

const close: StepForm = {
  ...{
    what: 'close',
    title: 'triage.close',
    label: 'triage.close_label',
    legend: 'triage.reason',
    tick: 'triage.sender_told',
  },
  options: inboundCloseReasons.filter(({ code }) => code !== 'passed_on'),
  body: (reason, senderTold) => ({ reason, senderTold }),
};

const convert: StepForm = {
  ...{
    what: 'convert',
    title: 'triage.convert',
    label: 'triage.convert_label',
    legend: 'triage.convert_how',
    max: 1_000,
  },
  options: (['by_phone', 'in_person', 'on_a_form', 'referred_with_consent'] as const).map((code) => ({
    ...{ code, label: say(`triage.how.${code}`) },
  })),
  body: (how) => ({ how }),
};

const attempt = (outcomes: readonly Choice[]): StepForm => ({
  ...{ what: 'attempts', title: 'triage.attempt', label: 'triage.attempt_label', legend: 'triage.attempt_outcome' },
  ...{ optional: true, tick: 'triage.doubtful', options: outcomes },
  body: (outcome, doubtful) => ({ outcome, doubtful, at: serverNow().toISOString() }),
});

const STAYS = 'stays';

const choose = ({ providers, doubts }: OpenedReferral): StepForm => ({
  ...{ what: 'choice', title: 'triage.choice', label: 'triage.choice_label', legend: 'triage.choice_offered' },
  options: [
    { code: STAYS, label: say('triage.choice_stays') },
    ...providers.map(({ code, programme, lot, provider, phone }) => ({
      ...{ code, label: [`${programme}, ${lot}`, provider, phone].filter(Boolean).join(' · ') },
    })),
  ],
  hints: [...doubts, ...providers.flatMap((each) => each.doubts)],
  body: (chosen) => ({ chosen: chosen === STAYS ? null : chosen, offered: providers.map(({ code }) => code) }),
});
