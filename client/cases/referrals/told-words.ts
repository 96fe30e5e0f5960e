// What a person can be told of a referral, in plain words: what went to whom and when, and what came back.
import type { ToldReferral } from '../../../shared/protocol/http/case-referrals.ts';
import { dayAndTime, dayInWords } from '../../ui/dates.ts';
import { say, type Words } from '../../ui/words.ts';

const ANSWERS: Readonly<Partial<Record<ToldReferral['state'], Words>>> = {
  acknowledged: 'told.acknowledged',
  accepted: 'told.accepted',
  declined: 'told.declined',
  waiting_list: 'told.waiting_list',
  completed: 'told.completed',
  returned_needs_info: 'told.returned_needs_info',
  recalled: 'told.recalled',
};

/** What went, then what came of it. */
export function toldSentences(referral: ToldReferral): readonly string[] {
  const { recipientName: name, state, sentAt, sent, since } = referral;
  const words = { name, when: dayAndTime(since) };
  if (sentAt === null) return [say(UNSENT[state] ?? 'told.not_yet', words)];
  const when = dayAndTime(sentAt);
  const items = sent.map(({ label }) => label.toLowerCase()).join(', ');
  const went = items === '' ? say('told.sent_words_gone', { name, when }) : say('told.sent', { name, when, items });
  if (state === 'sending') return [say('told.on_its_way', words)];
  if (state === 'undeliverable') return [say('told.undeliverable', words)];
  return [went, say(ANSWERS[state] ?? 'told.no_answer', words), ...takenOnSentences(referral)];
}

/** Who there takes it and from when, or how long the wait is, as the partner said. */
function takenOnSentences({ recipientName: name, takenOn }: ToldReferral): readonly string[] {
  if (!takenOn) return [];
  const { worker, startsOn, weeks, reviewOn } = takenOn;
  return [
    worker === null ? null : say('told.who', { worker }),
    startsOn === null ? null : say('told.starts', { name, day: dayInWords(startsOn) }),
    weeks === null ? null : say('told.weeks', { count: weeks }),
    reviewOn === null ? null : say('told.review', { day: dayInWords(reviewOn) }),
  ].filter((sentence) => sentence !== null);
}

const UNSENT: Readonly<Partial<Record<ToldReferral['state'], Words>>> = {
  withdrawn: 'told.stopped',
  undeliverable: 'told.undeliverable',
};
