// Everything that is Kent and Medway, in one folder (E9).
import { alwaysOpen, type OpeningHours } from '../../../../shared/domain/opening-hours.ts';
import type { BuildPack } from '../../pack.ts';
import { demoDesk, demoEmbedKeys, demoRoutes } from '../common-demo.ts';
import { commonPathways } from '../common-pathways/index.ts';
import { twoQuestions } from '../common-survey.ts';
import { kentAreas } from './areas.ts';
import { kentMaracPanels } from './marac-panels.ts';
import { kentNumbers } from './numbers.ts';
import { otherKentPartners } from './other-partners.ts';
import { kentPartners } from './partners.ts';
import { kentPlanGroups } from './plan-groups.ts';
import { kentPostcodes } from './postcodes.ts';
import { kentDemo, kentRecipients } from './recipients.ts';

/** Hours are to be agreed with the commissioner; the chat seen in the field in 2020 never closed. */
const hours: OpeningHours = alwaysOpen;

export const kentMedway: BuildPack = (runtime) => ({
  id: 'kent-medway',
  name: 'Example service for Kent and Medway',
  languages: [{ code: 'en', approvedBy: 'the demonstration' }],
  hours,
  queues: [{ queueId: 'main', name: 'Chat', requiredSkills: [], hours, diversion: null }],
  teams: [
    { teamId: 'kent', name: 'Kent team' },
    { teamId: 'medway', name: 'Medway team' },
  ],
  areas: kentAreas,
  postcodes: kentPostcodes,
  numbers: kentNumbers,
  partners: [...kentPartners, ...otherKentPartners, ...demoRoutes(runtime, kentAreas, kentDemo)],
  pathways: commonPathways,
  maracPanels: kentMaracPanels,
  recipients: kentRecipients(runtime),
  planGroups: kentPlanGroups,
  // In production the service has to name one here: no number is made up.
  desk: demoDesk(runtime),
  embedKeys: demoEmbedKeys(runtime),
  texts: {
    areaQuestion: 'Which part of Kent or Medway are you in?',
    outOfArea: 'You can still talk to us. We will help you find the right people near you.',
  },
  survey: twoQuestions,
});
