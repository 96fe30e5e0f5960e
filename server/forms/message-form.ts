/** The message form: for who wants to say something and is answered later by a person, in a way that they said is safe (V2). */
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import { formWords } from '../../shared/text/en/public-forms.ts';
import { chosenFrom, LINE_UNITS } from './choices.ts';
import { type Answers, FORM_PATHS, type Form } from './question.ts';

const MESSAGE_UNITS = 4_000;
const WHEN_UNITS = 500;

export function createMessageForm(): Form {
  const channels = chosenFrom(formWords('adult'), 'self.channel', ['phone', 'email', 'none']);
  return {
    name: 'message',
    path: FORM_PATHS.message,
    questions: (answers) => [
      {
        ...{ id: 'words', kind: 'words', title: 'message.words', hint: 'message.words_hint' },
        ...{ needed: true, maxUnits: MESSAGE_UNITS },
      },
      { id: 'name', kind: 'line', title: 'self.name', hint: 'self.name_hint', maxUnits: LINE_UNITS },
      {
        ...{ id: 'channel', kind: 'one', title: 'self.channel', hint: 'self.channel_hint' },
        ...{ options: channels, maxUnits: LINE_UNITS },
      },
      ...contactOf(answers),
    ],
  };
}

function contactOf({ channel }: Answers): ReturnType<Form['questions']> {
  if (channel !== 'phone' && channel !== 'email') return [];
  return [
    { id: channel, kind: channel, title: `self.${channel}`, needed: true, maxUnits: 254 },
    {
      ...{ id: 'who_sees', kind: 'line', title: 'message.who_sees', hint: 'message.who_sees_hint' },
      ...{ maxUnits: WHEN_UNITS, about: channel },
    },
    { id: 'when', kind: 'line', title: 'self.when', hint: 'self.when_hint', maxUnits: WHEN_UNITS, about: channel },
    ...(channel === 'phone'
      ? [
          {
            id: 'callback',
            kind: 'line',
            title: 'message.callback',
            hint: 'message.callback_hint',
            maxUnits: WHEN_UNITS,
          } as const,
        ]
      : []),
  ];
}

/** `id` is of this one filling: sent twice it is one message. */
export function toMessage(answers: Answers, id: string): MessageForm {
  const { words = '', name, channel, when, who_sees: whoElseSees, callback } = answers;
  const value = channel === 'phone' || channel === 'email' ? answers[channel] : undefined;
  const kind = channel === 'email' ? 'email' : 'phone';
  return {
    ...{ clientId: id, message: words },
    ...(name === undefined ? {} : { name }),
    ...(value === undefined
      ? {}
      : { safeContact: { kind, value, ...(when ? { when } : {}), ...(whoElseSees ? { whoElseSees } : {}) } }),
    ...(callback === undefined ? {} : { callback: { when: callback } }),
  };
}
