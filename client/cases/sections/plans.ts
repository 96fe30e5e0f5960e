// How much support, paid from where; and the plan that keeps somebody going when it becomes dangerous.
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';
import { describe, type Field } from '../../records/field.ts';

const support = describe<SectionBody<'support'>>();

export const supportFields: readonly Field[] = [
  support.choice('supportLevel', 'section.support.level', { list: 'supportLevels' }),
  support.choice('fundingStream', 'section.support.funding', { list: 'fundingStreams' }),
  support.many('groups', 'section.support.groups', { list: 'planGroups' }),
  support.long('note', 'section.note'),
];

const plan = describe<SectionBody<'safety_plan'>>();

export const safetyPlanFields: readonly Field[] = [
  plan.long('warningSigns', 'section.safety_plan.warning_signs'),
  plan.long('safePlaces', 'section.safety_plan.safe_places'),
  plan.long('whoHelps', 'section.safety_plan.who_helps'),
  plan.text('codeWord', 'section.safety_plan.code_word', { hint: 'section.safety_plan.code_word_hint' }),
  plan.long('children', 'section.safety_plan.children'),
  plan.long('pets', 'section.safety_plan.pets'),
  plan.long('devices', 'section.safety_plan.devices'),
  plan.long('work', 'section.safety_plan.work'),
  plan.long('leaving', 'section.safety_plan.leaving'),
  plan.long('other', 'section.safety_plan.other'),
  plan.pastDay('agreedOn', 'section.safety_plan.agreed_on'),
  plan.day('reviewOn', 'section.safety_plan.review_on'),
];
