/**
 * What an e-mail to a partner says: that something is there, by its reference, and where to look. Nothing about a person, and
 * nothing to click: an inbox is read by many, and a link in it is what a thief would imitate.
 */
import type { Mail } from '../platform/mail.ts';

export interface NoticeFacts {
  readonly noticeId: string;
  readonly kind: 'new' | 'recalled' | 'answered';
  readonly to: string;
  readonly service: string;
  readonly reference: string;
  /** In our portal, or in the partner's own system, where it went by webhook. */
  readonly where: 'portal' | 'system';
}

const WORDS: Readonly<Record<NoticeFacts['kind'], { subject: string; what: (place: string) => string[] }>> = {
  new: { subject: 'A new referral', what: (place) => [`There is a new referral for you in ${place}.`] },
  recalled: {
    subject: 'A referral has changed',
    what: (place) => [
      `Something has changed about a referral in ${place}.`,
      'Contact nobody about it before you have looked.',
    ],
  },
  answered: {
    subject: 'Your question has an answer',
    what: (place) => [`We have answered what you asked about a referral in ${place}.`],
  },
};

export function noticeMail({ noticeId, kind, to, service, reference, where }: NoticeFacts): Mail {
  const place = where === 'portal' ? 'the partner portal' : 'your own system';
  const { subject, what } = WORDS[kind];
  const look = where === 'portal' ? 'Sign in to the portal in the way you always do.' : 'Look there.';
  return {
    id: noticeId,
    to,
    subject: `${subject}: ${reference}`,
    text: [...what(place), '', `Reference: ${reference}`, '', look, '', ...FOOT, '', service, ''].join('\n'),
  };
}

const FOOT = [
  'This e-mail says nothing about anybody, on purpose.',
  'Please do not answer it with details of a person.',
];
