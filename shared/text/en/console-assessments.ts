/** Words of tools that are filled in beside the talk. No level and no count ever reads as an all-clear. */
export const consoleAssessmentsText = {
  'tab.assessments': 'Risk and needs',
  'key.assessments': 'Risk and needs',
  'assessments.list': 'Filled in so far',
  'assessments.none': 'Nothing has been filled in yet.',
  'assessments.again': 'Try again',
} as const;
