import { useEffect, useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { DisclosureRow } from '../../shared/protocol/http/disclosures.ts';
import { disclosuresOf } from '../safeguarding/disclosures/disclosure-calls.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Choices, Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import { referToMarac } from './guidance-calls.ts';
import type { Suggestion } from './pathway-names.ts';

interface ReferProps {
  readonly caseId: string;
  readonly panel: NonNullable<Suggestion['panel']>;
  readonly onDone: () => Promise<void>;
}

const BASES = ['agreed', 'without_agreement'] as const;
type Basis = (typeof BASES)[number];

/** Agreement is tried first; without it, only on a disclosure that two people decided (H2). */
export function MaracRefer({ caseId, panel, onDone }: ReferProps) {
  const [open, setOpen] = useState(false);
  const [basis, setBasis] = useState<Basis | null>(null);
  const [disclosureId, setDisclosureId] = useState('');
  const disclosures = useApproved(caseId, basis === 'without_agreement');
  const missing = (): string | null => {
    if (basis === null) return say('marac.basis_missing');
    return basis === 'without_agreement' && disclosureId === '' ? say('marac.disclosure_missing') : null;
  };
  const refer = async (said: string, clientId: string): Promise<string | null> => {
    if (basis === null) return missing();
    const shared = { clientId, panel: panel.code, said };
    const reply = await referToMarac(
      caseId,
      basis === 'agreed' ? { basis, ...shared } : { basis, ...shared, disclosureId },
    );
    if (!reply.ok) return whyNot(reply.error);
    notify('done', say('marac.referred_done'));
    await onDone();
    return null;
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('marac.refer', { panel: panel.label })}
      </Button>
      {open ? (
        <ReasonDialog
          title={say('marac.refer', { panel: panel.label })}
          label={say(basis === 'without_agreement' ? 'marac.said_without' : 'marac.said')}
          submit={say('marac.submit')}
          max={2_000}
          chosen={[caseId, panel.code, basis, disclosureId]}
          check={missing}
          onClose={() => setOpen(false)}
          onSay={refer}
        >
          <p>{say('marac.text', { agencies: panel.memberAgencies.join(', ') })}</p>
          <Choices
            legend={say('marac.basis')}
            options={BASES.map((code) => ({ code, label: sayCode('marac_basis', code) }))}
            chosen={basis === null ? [] : [basis]}
            onChange={([code]) => setBasis(BASES.find((each) => each === code) ?? null)}
          />
          {basis === 'without_agreement' ? (
            <Select
              label={say('marac.disclosure')}
              hint={disclosures.length === 0 ? say('marac.no_disclosure') : undefined}
              value={disclosureId}
              options={[
                { code: '', label: say('supervise.choose') },
                ...disclosures.map((each) => ({
                  code: each.disclosureId,
                  label: say('marac.disclosure_of', { name: each.proposedBy.name, when: dayAndTime(each.proposedAt) }),
                })),
              ]}
              onChange={setDisclosureId}
            />
          ) : null}
        </ReasonDialog>
      ) : null}
    </>
  );
}

/** Disclosures to MARAC that a second person has approved. */
function useApproved(caseId: string, wanted: boolean): readonly DisclosureRow[] {
  const [rows, setRows] = useState<readonly DisclosureRow[]>([]);
  useEffect(() => {
    if (!wanted) return;
    void disclosuresOf({ conversationId: null, caseId }).then((reply) => {
      if (!reply.ok) return;
      setRows(
        reply.value.disclosures.filter(({ recipient, approval }) => recipient === 'marac' && approval === 'approved'),
      );
    });
  }, [caseId, wanted]);
  return rows;
}

function whyNot(error: WireError): string {
  switch (error.details?.reason) {
    case 'disclosure_first':
      return say('marac.disclosure_first');
    case 'too_young':
      return say('marac.too_young', { age: Number(error.details.fromAge) });
    case 'already_referred':
      return say('marac.already');
    default:
      return error.details?.issues?.[0]?.message ?? sentenceOf(error);
  }
}
