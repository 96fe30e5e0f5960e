// Two questions at the end, never more, and none for a child under 13 (H14). A pack may bring its own.
import type { SurveyQuestions } from '../settings.ts';

export const twoQuestions: SurveyQuestions = {
  adult: [
    { questionId: 'listened', text: 'Did you feel listened to?', kind: 'scale' },
    { questionId: 'know_choices', text: 'Do you know more about what you can do now?', kind: 'scale' },
  ],
  young_13_17: [
    { questionId: 'listened_young', text: 'Did we listen to you?', kind: 'scale' },
    { questionId: 'helped_young', text: 'Was it good to talk to us?', kind: 'scale' },
  ],
  child_under_13: [],
};
