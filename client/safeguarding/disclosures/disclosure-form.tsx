import { useReference } from '../../app/reference.ts';
import { notify } from '../../ui/notices.ts';
import type { FormValues } from '../../ui/record/form-fields.ts';
import { RecordForm } from '../../ui/record/record-form.tsx';
import { say } from '../../ui/words.ts';
import { type About, proposeDisclosure } from './disclosure-calls.ts';
import { disclosureFields } from './disclosure-fields.ts';

interface FormProps {
  readonly about: About;
  /** The emergency in which it was made; null where it is proposed. */
  readonly alertId?: string | null;
  readonly begins?: FormValues;
  readonly toldCardIds?: readonly string[];
  readonly onDone: () => void;
}

export function DisclosureForm({ about, alertId = null, begins = {}, toldCardIds = [], onDone }: FormProps) {
  const lists = {
    reasons: useReference('disclosureReasons'),
    bases: useReference('lawfulBases'),
    conditions: useReference('specialCategoryConditions'),
  };
  const emergency = alertId !== null;
  const done = () => {
    onDone();
    notify('done', say(emergency ? 'disclosure.recorded' : 'disclosure.proposed'));
  };
  return (
    <RecordForm
      fields={disclosureFields(lists, emergency)}
      begins={begins}
      keep={['disclosure', about.conversationId, about.caseId, alertId].join(' ')}
      send={say(emergency ? 'disclosure.record' : 'disclosure.propose')}
      onSend={(body) =>
        proposeDisclosure({ madeAt: null, ...body, ...about, concernId: null, alertId, emergency, toldCardIds })
      }
      onDone={done}
    />
  );
}
