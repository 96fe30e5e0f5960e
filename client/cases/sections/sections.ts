// The description of every section of a case.
import type { CaseSection } from '../../../shared/domain/case-sections.ts';
import type { Field } from '../../records/field.ts';
import { incidentsFields } from './incidents.ts';
import { justiceFields } from './justice.ts';
import { peopleFields } from './people.ts';
import { circumstancesFields, personFields } from './person.ts';
import { safetyPlanFields, supportFields } from './plans.ts';
import { rightsFields } from './rights.ts';

export const SECTION_FIELDS: Readonly<Record<CaseSection, readonly Field[]>> = {
  person: personFields,
  circumstances: circumstancesFields,
  incidents: incidentsFields,
  people: peopleFields,
  support: supportFields,
  justice: justiceFields,
  rights: rightsFields,
  safety_plan: safetyPlanFields,
};
