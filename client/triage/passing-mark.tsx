import type { InboundReferral } from '../../shared/protocol/http/inbound-referrals.ts';
import { say, sayCode } from '../ui/words.ts';

/** Whom they chose and where that stands: what still waits for their yes says so (E1, C1). */
export function PassingMark({ row: { choice } }: { readonly row: InboundReferral }) {
  if (choice === null) return null;
  if (choice.chosen === null) return <span>{say('triage.passing.stays')}</span>;
  const warns = choice.step === 'ask_yes' || choice.step === 'did_not_go';
  return (
    <span data-look={warns ? 'warn' : undefined}>
      {say('triage.passing', { name: choice.programme ?? choice.chosen, step: sayCode('triage.passing', choice.step) })}
    </span>
  );
}
