// The honest privacy text of the welcome page (H15). Each sentence states one thing the service does, so the text always
// follows the settings: what is switched on is said, and what is not said cannot be switched on.
import type { Audience } from '../wording.ts';

/** What the settings say about the visitor's privacy. */
export interface PrivacyFacts {
  /** The visitor's internet address is kept sealed, for two senior people to open. */
  readonly addressKept: boolean;
  readonly watching: boolean;
  readonly volunteers: boolean;
  readonly days: number;
}

export interface WelcomePart {
  readonly part: string;
  readonly text: string;
  readonly says?: Partial<Pick<PrivacyFacts, 'addressKept' | 'watching' | 'volunteers'>>;
}

export interface WelcomeWording {
  readonly version: string;
  readonly language: string;
  readonly audience: Audience;
  readonly parts: readonly WelcomePart[];
}

const addressKept =
  'We lock away the web address of your phone or laptop. Two senior staff may open it to save a life.';

export const englishWelcome: readonly WelcomeWording[] = [
  {
    version: 'welcome-en-adult-1',
    language: 'en',
    audience: 'adult',
    parts: [
      { part: 'name', text: 'You don’t have to give your name.' },
      { part: 'place', text: 'We don’t see where you are.', says: { addressKept: false } },
      { part: 'address', text: addressKept, says: { addressKept: true } },
      { part: 'kept', text: 'What you say is kept safely for {days} days, then deleted.' },
      { part: 'longer', text: 'We keep it longer if you ask us to refer you, or if the law makes us keep it.' },
      { part: 'watching', text: 'A senior colleague may read along to help.', says: { watching: true } },
      {
        part: 'tells',
        text: 'We would only tell someone else if we thought you, a child or someone else could be badly hurt. Or if the law says we must, such as a court order.',
      },
      { part: 'first', text: 'We would try to tell you first.' },
      { part: 'help', text: 'We can’t send help unless you tell us where you are.' },
      { part: 'person', text: 'You are talking to a trained person, not a robot.' },
      { part: 'volunteer', text: 'Some of us are volunteers.', says: { volunteers: true } },
    ],
  },
  {
    version: 'welcome-en-young-1',
    language: 'en',
    audience: 'young_13_17',
    parts: [
      { part: 'name', text: 'You don’t have to say who you are. You can make up a name.' },
      { part: 'choice', text: 'Tell us as much or as little as you want.' },
      { part: 'place', text: 'We can’t see where you are.', says: { addressKept: false } },
      { part: 'address', text: addressKept, says: { addressKept: true } },
      { part: 'kept', text: 'We keep what you say for {days} days, then delete it.' },
      { part: 'longer', text: 'We keep it longer if you ask us to refer you, or if the law makes us keep it.' },
      { part: 'watching', text: 'Someone senior here may read along to help.', says: { watching: true } },
      {
        part: 'tells',
        text: 'We would only tell someone else if we thought you or someone else could be badly hurt. Or if the law says we must.',
      },
      { part: 'first', text: 'We would try to tell you first. We don’t tell your parents that you were here.' },
      { part: 'help', text: 'We can’t send help unless you tell us where you are.' },
      { part: 'person', text: 'You are talking to a trained person, not a robot.' },
      { part: 'volunteer', text: 'Some of us are volunteers.', says: { volunteers: true } },
    ],
  },
  {
    version: 'welcome-en-child-1',
    language: 'en',
    audience: 'child_under_13',
    parts: [
      { part: 'name', text: 'You don’t have to tell us your name.' },
      { part: 'choice', text: 'You can stop when you like.' },
      { part: 'place', text: 'We can’t see where you are.', says: { addressKept: false } },
      { part: 'address', text: addressKept, says: { addressKept: true } },
      { part: 'kept', text: 'We keep what you write for {days} days. Then it is gone.' },
      { part: 'longer', text: 'Sometimes the law makes us keep it longer.' },
      { part: 'watching', text: 'Another grown-up here may read it too, to help.', says: { watching: true } },
      { part: 'tells', text: 'If you could get badly hurt, we may have to tell someone who can help.' },
      { part: 'first', text: 'We will try to tell you first.' },
      { part: 'help', text: 'We can’t send help if we don’t know where you are.' },
      { part: 'person', text: 'You are talking to a real person.' },
      { part: 'volunteer', text: 'Some of us are here as volunteers.', says: { volunteers: true } },
    ],
  },
];
