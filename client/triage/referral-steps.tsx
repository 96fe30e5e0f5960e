import { useState } from 'react';
import type { OpenedReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { inboundCloseReasons, inboundReturnReasons } from '../../shared/reference/inbound-lists.ts';
import { useReference } from '../app/reference.ts';
import { useMay } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import type { Choice } from '../ui/field.tsx';
import { say, type Words } from '../ui/words.ts';
import { ConvertDialog } from './convert-dialog.tsx';
import { StepDialog, type StepForm } from './step-dialog.tsx';
import style from './triage.module.css';

interface StepsProps {
  readonly opened: OpenedReferral;
  readonly onChanged: () => void;
}

/** What can be done with it as it stands; each step takes a sentence, and what was typed stays when it is refused. */
export function ReferralSteps({ opened, onChanged }: StepsProps) {
  const mayTriage = useMay('inbound_referral.triage');
  const outcomes = useReference('attemptOutcomes');
  const [form, setForm] = useState<StepForm | null>(null);
  const [converting, setConverting] = useState(false);
  const forms = formsOf(opened, { mayTriage, outcomes });
  if (forms.length === 0) return null;
  return (
    <div className={style.actions}>
      {forms.map((each) => (
        <Button key={each.what} size="small" onClick={() => setForm(each)}>
          {say(each.title)}
        </Button>
      ))}
      {isInHand(opened) ? (
        <Button size="small" onClick={() => setConverting(true)}>
          {say('triage.convert')}
        </Button>
      ) : null}
      {converting ? <ConvertDialog opened={opened} onClose={() => setConverting(false)} onDone={onChanged} /> : null}
      {form === null ? null : (
        <StepDialog form={form} referral={opened.referral} onClose={() => setForm(null)} onDone={onChanged} />
      )}
    </div>
  );
}

interface Around {
  readonly mayTriage: boolean;
  readonly outcomes: readonly Choice[];
}

function formsOf(opened: OpenedReferral, around: Around): StepForm[] {
  const { state, stopped } = opened.referral;
  const inHand = isInHand(opened);
  const isOpen = inHand || state === 'received';
  return [
    ...(around.mayTriage && state === 'received' ? [triage] : []),
    ...(isOpen && stopped === null ? [attempt(around.outcomes)] : []),
    ...(around.mayTriage && stopped !== null ? [plain('go-on', 'triage.go_on', 'triage.go_on_label')] : []),
    ...(inHand ? [choose(opened), close] : []),
    ...(around.mayTriage && isOpen ? [sendBack] : []),
    ...(state === 'closed' ? [plain('reopen', 'triage.reopen', 'triage.reopen_label')] : []),
  ];
}

function isInHand({ referral: { state } }: OpenedReferral): boolean {
  return state === 'triaged' || state === 'allocated';
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
  body: ({ chosen }) => ({ priority: chosen }),
};

const sendBack: StepForm = {
  ...{ what: 'return', title: 'triage.return', label: 'triage.return_label', legend: 'triage.reason', look: 'danger' },
  options: inboundReturnReasons,
  body: ({ chosen }) => ({ reason: chosen }),
};

const close: StepForm = {
  ...{
    what: 'close',
    title: 'triage.close',
    label: 'triage.close_label',
    legend: 'triage.reason',
    tick: 'triage.sender_told',
  },
  options: inboundCloseReasons,
  body: ({ chosen, ticked }) => ({ reason: chosen, senderTold: ticked }),
};

const attempt = (outcomes: readonly Choice[]): StepForm => ({
  ...{ what: 'attempts', title: 'triage.attempt', label: 'triage.attempt_label', legend: 'triage.attempt_outcome' },
  ...{ optional: true, tick: 'triage.doubtful', options: outcomes },
  moment: 'triage.attempt_at',
  body: ({ chosen, ticked, at }) => ({ outcome: chosen, doubtful: ticked, at }),
});

const STAYS = 'stays';

const choose = ({ providers, doubts }: OpenedReferral): StepForm => ({
  ...{ what: 'choice', title: 'triage.choice', label: 'triage.choice_label', legend: 'triage.choice_offered' },
  options: [
    { code: STAYS, label: say('triage.choice_stays') },
    ...providers.map(({ code, programme, lot, provider, phone, passes }) => ({
      code,
      label: [`${programme}, ${lot}`, provider, phone, say(`triage.passes.${passes}`)].filter(Boolean).join(' · '),
    })),
  ],
  hints: [say('triage.choice_text'), ...doubts, ...providers.flatMap((each) => each.doubts)],
  body: ({ chosen }) => ({ chosen: chosen === STAYS ? null : chosen, offered: providers.map(({ code }) => code) }),
});
