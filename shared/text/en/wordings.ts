// English words for the *Ask* and *Tell* cards. A change of a single word is a new version with a date of its own:
// old versions stay, since records point to them.
import type { AskCard, TellCard, Wording } from '../wording.ts';

const source = 'Practice rules H2 and H3; not yet tried with survivors';
const validFrom = '2026-11-01';

const askCard: AskCard = {
  before: 'Is it safe to look at something about you?',
  beforeYes: 'Yes, show it',
  beforeNo: 'No, not now',
  refer: 'Refer me',
  detailsOnly: 'Just give me their details',
  notNow: 'Not now',
  chooseItems: 'What may they know? Nothing is chosen yet.',
  needed: 'Needed, because {because}',
  sensitive: 'These are very private. Say yes only to what you want to share.',
  show: 'Tap to see the words',
  send: 'Send my answer',
  changeMind: 'You can change your mind later. Just tell us.',
};

const tellCard: TellCard = {
  agree: 'I agree',
  disagree: 'I do not agree',
  noAnswer: 'I would rather not answer',
  whatToKnow: 'What must we know to keep you safe?',
};

export const englishWordings: readonly Wording[] = [
  {
    version: 'ask-en-adult-1',
    kind: 'ask',
    language: 'en',
    audience: 'adult',
    validFrom,
    source,
    text: 'We can ask another service to help you. You choose what they may know. You can say no. You can still talk to us.',
    card: askCard,
  },
  {
    version: 'ask-en-young-1',
    kind: 'ask',
    language: 'en',
    audience: 'young_13_17',
    validFrom,
    source,
    text: 'Other people can help you too. We can ask them for you. You choose what they may know. You can say no. You can still talk to us.',
    card: {
      ...askCard,
      sensitive: 'These are very private. Only say yes if you want to.',
      refer: 'Ask them to help me',
    },
  },
  {
    version: 'ask-en-child-1',
    kind: 'ask',
    language: 'en',
    audience: 'child_under_13',
    validFrom,
    source,
    text: 'We know some people who are good at helping. Shall we ask them to help you? You can say yes or no. We will still talk with you.',
    card: {
      ...askCard,
      before: 'Can you look at this on your own? Is that OK?',
      refer: 'Yes, ask them',
      detailsOnly: 'Just tell me who they are',
      chooseItems: 'What can we tell them? You pick.',
      sensitive: 'These are just for you to pick. You do not have to.',
      show: 'Tap to see it',
    },
  },
  {
    version: 'tell-en-adult-1',
    kind: 'tell',
    language: 'en',
    audience: 'adult',
    validFrom,
    source,
    text: 'We are worried that you or someone else could be badly hurt. We plan to tell {who} why we are worried. We would like you to agree. We may have to do it even if you say no. What must we know to keep you safe?',
    card: tellCard,
  },
  {
    version: 'tell-en-young-1',
    kind: 'tell',
    language: 'en',
    audience: 'young_13_17',
    validFrom,
    source,
    text: 'We are worried that you or someone else could be badly hurt. We plan to tell {who} about it. Is that OK with you? We may have to do it even if you say no. What must we know to keep you safe?',
    card: tellCard,
  },
  {
    version: 'tell-en-child-1',
    kind: 'tell',
    language: 'en',
    audience: 'child_under_13',
    validFrom,
    source,
    text: 'We are worried that you could get badly hurt. We want to tell {who}, so they can help. Is that OK? We may have to tell them even if you say no. You have done nothing wrong.',
    card: { ...tellCard, agree: 'OK', disagree: 'I do not want that', noAnswer: 'I do not know' },
  },
];
