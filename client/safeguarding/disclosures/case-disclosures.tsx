import { useCallback, useState } from 'react';
import { useAsked } from '../../connection/use-asked.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Asking } from '../../ui/record/asking.tsx';
import { say } from '../../ui/words.ts';
import { disclosuresOf } from './disclosure-calls.ts';
import { DisclosureForm } from './disclosure-form.tsx';
import { DisclosureRows } from './disclosure-rows.tsx';

interface CaseProps {
  readonly caseId: string;
  /** Nothing more is proposed in a case that is closed. */
  readonly open: boolean;
}

/** The log of the person whose case this is, their conversations included; and proposing one where there is no conversation. */
export function CaseDisclosures({ caseId, open }: CaseProps) {
  const asked = useAsked(useCallback(() => disclosuresOf({ conversationId: null, caseId }), [caseId]));
  const [proposing, setProposing] = useState(false);
  const done = () => {
    setProposing(false);
    asked.again();
  };
  return (
    <>
      <Asking
        asked={asked}
        nothing={({ disclosures }) => (disclosures.length === 0 ? say('disclosure.nothing') : null)}
      >
        {({ disclosures }) => <DisclosureRows rows={disclosures} />}
      </Asking>
      {open ? (
        <div>
          <Button size="small" onClick={() => setProposing(true)}>
            {say('sharing.disclose')}
          </Button>
        </div>
      ) : null}
      {proposing ? (
        <Dialog title={say('disclosure.title')} onClose={() => setProposing(false)}>
          <p>{say('disclosure.text')}</p>
          <DisclosureForm about={{ conversationId: null, caseId }} onDone={done} />
        </Dialog>
      ) : null}
    </>
  );
}
