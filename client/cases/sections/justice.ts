// Where police and courts stand, and the orders that may protect: when one ends, risk is looked at again.
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { describe, type Field, YES_NO_NOT_KNOWN } from '../../records/field.ts';

type Body = SectionBody<'justice'>;
const section = describe<Body>();
const stage = describe<Body['stages'][number]>();
const order = describe<Body['orders'][number]>();
const compensation = describe<NonNullable<Body['compensation']>>();

export const justiceFields: readonly Field[] = [
  section.items('stages', 'section.justice.stages', {
    ...{ key: null, add: 'section.justice.add_stage', one: 'section.justice.stage' },
    blank: () => ({ stage: 'reported', on: null, note: null }),
    fields: [
      stage.oneOf('stage', 'section.justice.stage', { list: 'justiceStages' }),
      stage.day('on', 'section.justice.stage_on'),
      stage.text('note', 'section.note'),
    ],
  }),
  section.items('orders', 'section.justice.orders', {
    ...{ key: 'orderId', add: 'section.justice.add_order', one: 'section.justice.order' },
    blank: (orderId) => ({ orderId, kind: 'non_molestation', from: null, until: null, note: null }),
    fields: [
      order.oneOf('kind', 'section.justice.order_kind', { list: 'orderKinds' }),
      order.day('from', 'section.justice.order_from'),
      order.day('until', 'section.justice.order_until', 'section.justice.order_until_hint'),
      order.text('note', 'section.note'),
    ],
  }),
  section.group(
    'compensation',
    'section.justice.compensation',
    { told: true, wish: null, appliedOn: null, deadline: null },
    [
      compensation.flag('told', 'section.justice.compensation_told'),
      compensation.choice('wish', 'section.justice.compensation_wish', YES_NO_NOT_KNOWN),
      compensation.pastDay('appliedOn', 'section.justice.compensation_applied'),
      compensation.day(
        'deadline',
        'section.justice.compensation_deadline',
        'section.justice.compensation_deadline_hint',
      ),
    ],
  ),
];
