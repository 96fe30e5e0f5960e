import type { Reply } from '../../shared/protocol/errors.ts';
import type { PartnerCard } from '../../shared/protocol/partner-card.ts';
import { writtenDay } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import type { FormField, FormValues } from '../ui/record/form-fields.ts';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { countIn } from './answer-fields.ts';

interface CardFormProps {
  readonly card: PartnerCard | null;
  /** Under which what is half written is kept. */
  readonly keep: string;
  readonly onSave: (body: Readonly<Record<string, unknown>>) => Promise<Reply<unknown>>;
  readonly onSaved: () => void;
}

/** The same form for the partner and for a coordinator to whom the partner told it. */
export function CardForm({ card, keep, onSave, onSaved }: CardFormProps) {
  return (
    <RecordForm
      key={card?.revision ?? 0}
      keep={keep}
      fields={fields()}
      begins={valuesOf(card)}
      send={say('partner_card.save')}
      onSend={({ clientId: _none, ageFrom, ageTo, waitWeeks, ...body }) =>
        onSave({
          ...{ ...body, revision: card?.revision ?? 0 },
          ...{ ageFrom: countIn(ageFrom), ageTo: countIn(ageTo), waitWeeks: countIn(waitWeeks) },
        })
      }
      onDone={() => {
        notify('done', say('partner_card.saved'));
        onSaved();
      }}
    />
  );
}

function fields(): FormField[] {
  const optional = true as const;
  return [
    { name: 'criteria', label: say('partner_card.criteria'), kind: 'area', max: 2_000, optional },
    { name: 'ageFrom', label: say('partner_card.age_from'), kind: 'line', max: 3, optional },
    { name: 'ageTo', label: say('partner_card.age_to'), kind: 'line', max: 3, optional },
    { name: 'area', label: say('partner_card.area'), kind: 'line', max: 500, optional },
    { name: 'waitWeeks', label: say('partner_card.wait_weeks'), kind: 'line', max: 3, optional },
    {
      ...{ name: 'stopsIntakeUntil', label: say('partner_card.stops'), kind: 'day', optional },
      hint: say('partner_card.stops_hint'),
    },
    { name: 'instead', label: say('partner_card.instead'), kind: 'area', max: 500, optional },
  ];
}

/** A stop that is over is not said again. */
function valuesOf(card: PartnerCard | null): FormValues {
  const { criteria = null, ageFrom = null, ageTo = null, area = null, waitWeeks = null, instead = null } = card ?? {};
  const until = card?.intakeStopped ? card.stopsIntakeUntil : null;
  const said = { criteria, ageFrom, ageTo, area, waitWeeks, instead };
  const values = Object.entries(said).map(([name, value]) => [name, value === null ? '' : String(value)]);
  return { ...Object.fromEntries(values), stopsIntakeUntil: until === null ? '' : writtenDay(until) };
}
