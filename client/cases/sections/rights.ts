// The twelve rights of the Victims' Code: which were explained and which were used, and what enhanced rights rest on.
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { describe, type Field, YES_NO_NOT_KNOWN } from '../../records/field.ts';

type Body = SectionBody<'rights'>;
const section = describe<Body>();
const right = describe<Body['rights'][number]>();
const statement = describe<NonNullable<Body['personalStatement']>>();

export const rightsFields: readonly Field[] = [
  section.items('rights', 'section.rights', {
    ...{ key: 'right', fixed: 'victimsRights', add: 'section.rights', one: 'section.rights.one' },
    blank: (id) => ({ right: Number(id), explainedOn: null, usedOn: null, note: null }),
    fields: [
      right.pastDay('explainedOn', 'section.rights.explained'),
      right.pastDay('usedOn', 'section.rights.used'),
      right.text('note', 'section.note'),
    ],
  }),
  section.group('personalStatement', 'section.rights.statement', { offeredOn: null, wish: null }, [
    statement.pastDay('offeredOn', 'section.rights.statement_offered'),
    statement.choice('wish', 'section.rights.statement_wish', YES_NO_NOT_KNOWN),
  ]),
  section.choice('targetedRepeatedly', 'section.rights.targeted', YES_NO_NOT_KNOWN),
  section.choice('fearOfEvidence', 'section.rights.fear', YES_NO_NOT_KNOWN),
  section.many('evidenceQuality', 'section.rights.evidence', { list: 'evidenceQualityReasons' }),
];
