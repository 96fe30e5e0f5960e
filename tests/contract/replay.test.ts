import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffCommands } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { visitorCommands } from '../../shared/protocol/visitor.ts';
import { asAgent } from '../support/connect.ts';
import { type Helpline, helpline, say, type Waiting, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import {
  type DeskKnows,
  deskListens,
  type OpenKnows,
  openListens,
  still,
  type VisitorKnows,
  visitorListens,
  wallboardListens,
} from './cases/replay-models.ts';
import { asking, RECIPIENT, told, YES } from './cases/visitor-cases.ts';

let server: TestServer;
let at: Helpline;
/** For each listener a second connection of the same person: a fresh snapshot there subscribes the first to nothing. */
const desks: { name: string; listener: Worker; fresh: Worker; knows: () => DeskKnows }[] = [];
const opened: { listener: Worker; fresh: Worker; knows: () => OpenKnows }[] = [];
let board: { fresh: Worker; knows: () => Parameters<typeof still.wallboard>[0] };
let person: Waiting;
let visitorKnows: () => VisitorKnows;
let requestId = '';
let tellId = '';
let alertId = '';

const once = () => randomUUID();
const PATIENCE = { timeout: 4_000, interval: 60 };

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 600_000 } });
  at = helpline(server);
  for (const [role, index] of [
    ['agent', 0],
    ['agent', 2],
    ['supervisor', 0],
    ['safeguarding_lead', 0],
  ] as const) {
    const listener = await at.staff(role, index);
    const fresh = at.track(await asAgent(server.url, server.account(role, index)));
    await listener.ask('availability:set', { availability: 'break' });
    desks.push({ name: `${role} ${index}`, listener, fresh, knows: await deskListens(listener) });
  }
  const [listener, fresh] = [deskOf('supervisor 0'), desks[2]?.fresh];
  if (fresh === undefined) throw new Error('There is a supervisor.');
  board = { fresh, knows: await wallboardListens(listener) };
});
afterAll(async () => {
  await at.tidy();
  await at.close();
  await server.close();
});

function deskOf(name: string): Worker {
  const found = desks.find((desk) => desk.name === name);
  if (found === undefined) throw new Error(`There is no desk of ${name}.`);
  return found.listener;
}

async function openAt(name: string): Promise<void> {
  const desk = desks.find((each) => each.name === name);
  if (desk === undefined) throw new Error(`There is no desk of ${name}.`);
  const knows = await openListens(desk.listener, person.conversationId);
  opened.push({ listener: desk.listener, fresh: desk.fresh, knows });
}

function nobodyListens(): void {
  opened.length = 0;
}

async function begin(): Promise<void> {
  nobodyListens();
  person = await at.waiting({ message: 'Hello' });
  visitorKnows = await visitorListens(person.visitor);
}

const ring = (agent: Worker) =>
  agent
    .next('offer:made', ({ offer }) => offer.conversationId === person.conversationId)
    .then(({ offer }) => offer.offerId);

const of = () => ({ conversationId: person.conversationId });

/** One long story; each step is a command that changes something, by somebody who may. */
const STEPS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['conversation:request', begin],
  ['pre-chat:answer', () => person.visitor.ask('pre-chat:answer', { preChat: { topic: 'stalking' } })],
  ['availability:set', () => deskOf('agent 0').ask('availability:set', { availability: 'available', capacity: 2 })],
  [
    'offer:decline',
    async () => {
      const agent = deskOf('agent 0');
      const offerId = await ring(agent);
      await agent.ask('offer:decline', { ...of(), offerId, reason: 'conflict_of_interest' });
    },
  ],
  [
    'conversation:prioritise',
    () =>
      deskOf('supervisor 0').ask('conversation:prioritise', {
        clientId: once(),
        ...of(),
        reason: 'Worried',
        priority: 'young',
      }),
  ],
  [
    'offer:accept',
    async () => {
      const agent = deskOf('agent 2');
      await agent.ask('availability:set', { availability: 'available' });
      await agent.ask('offer:accept', { ...of(), offerId: await ring(agent) });
      await openAt('agent 2');
    },
  ],
  [
    'message:send',
    async () => {
      await say(person.visitor, 'A line');
      await deskOf('agent 2').ask('message:send', { clientId: once(), ...of(), text: 'Another' });
    },
  ],
  [
    'entries:read',
    async () => {
      await person.visitor.ask('entries:read', { seq: 3 });
      await deskOf('agent 2').ask('entries:read', { ...of(), seq: 4 });
    },
  ],
  ['opening:tick', () => deskOf('agent 2').ask('opening:tick', { ...of(), item: 'safe_now', done: true })],
  ['note:add', () => deskOf('agent 2').ask('note:add', { clientId: once(), ...of(), text: 'Calm' })],
  [
    'conversation:whisper',
    () => deskOf('supervisor 0').ask('conversation:whisper', { clientId: once(), ...of(), text: 'Ask' }),
  ],
  ['age:set', () => deskOf('agent 2').ask('age:set', { clientId: once(), ...of(), ageBand: 'under_13' })],
  ['competence:note', () => deskOf('agent 2').ask('competence:note', { clientId: once(), ...of(), text: 'Sure' })],
  ['competence:release', () => deskOf('safeguarding_lead 0').ask('competence:release', of())],
  [
    'consent:ask',
    async () => {
      const card = { ...asking(person.conversationId), wordingVersion: 'ask-en-child-1' };
      ({ requestId } = await deskOf('agent 2').ask('consent:ask', card));
    },
  ],
  [
    'consent:answer',
    () =>
      person.visitor.ask('consent:answer', {
        clientId: once(),
        requestId,
        answers: [{ ...YES, items: [...YES.items] }],
      }),
  ],
  [
    'referral:create',
    () => deskOf('agent 2').ask('referral:create', { clientId: once(), ...of(), requestId, recipientId: RECIPIENT }),
  ],
  [
    'consent:withdraw',
    () => person.visitor.ask('consent:withdraw', { clientId: once(), requestId, recipientId: RECIPIENT }),
  ],
  [
    'sharing:tell',
    async () => {
      const card = { clientId: once(), ...of(), wordingVersion: 'tell-en-child-1', recipientName: 'the police' };
      tellId = (await deskOf('agent 2').ask('sharing:tell', card)).requestId;
    },
  ],
  [
    'sharing:answer',
    () => person.visitor.ask('sharing:answer', { clientId: once(), requestId: tellId, agrees: 'yes' }),
  ],
  [
    'emergency:raise',
    async () => {
      const { alert } = await deskOf('agent 2').ask('emergency:raise', { clientId: once(), ...of(), kind: 'child' });
      alertId = alert.alertId;
    },
  ],
  [
    'emergency:update',
    () =>
      deskOf('agent 2').ask('emergency:update', {
        ...{ clientId: once(), alertId },
        changes: [
          { field: 'calledBy', was: null, now: 'Me' },
          { field: 'step', code: 'call_999', was: null, now: true },
        ],
      }),
  ],
  ['emergency:agree', () => deskOf('safeguarding_lead 0').ask('emergency:agree', { alertId })],
  ['alert:acknowledge', () => deskOf('safeguarding_lead 0').ask('alert:acknowledge', { alertId })],
  [
    'conversation:transfer',
    async () => {
      // Not agent 0, who knows the person.
      const to = { agentId: deskOf('safeguarding_lead 0').me.agentId };
      await deskOf('agent 2').ask('conversation:transfer', {
        clientId: once(),
        ...of(),
        to,
        note: 'Both of us',
        warm: true,
      });
      await openAt('safeguarding_lead 0');
    },
  ],
  [
    'conversation:leave',
    () =>
      deskOf('safeguarding_lead 0')
        .ask('conversation:leave', { clientId: once(), ...of() })
        .then(() => opened.pop()),
  ],
  [
    'conversation:watch',
    async () => {
      await deskOf('supervisor 0').ask('conversation:watch', { ...of(), watching: true });
      await openAt('supervisor 0');
    },
  ],
  [
    'entry:redact',
    () => deskOf('supervisor 0').ask('entry:redact', { clientId: once(), ...of(), seq: 3, reason: 'A number' }),
  ],
  [
    'conversation:take-over',
    async () => {
      opened.shift();
      await deskOf('supervisor 0').ask('conversation:take-over', { clientId: once(), ...of(), reason: 'Emergency' });
    },
  ],
  [
    'conversation:assign',
    async () => {
      nobodyListens();
      await deskOf('supervisor 0').ask('conversation:watch', { ...of(), watching: false });
      await deskOf('safeguarding_lead 0').ask('conversation:assign', {
        clientId: once(),
        ...of(),
        reason: 'Hers',
        agentId: deskOf('supervisor 0').me.agentId,
      });
      await deskOf('safeguarding_lead 0').ask('conversation:assign', {
        clientId: once(),
        ...of(),
        reason: 'Back',
        agentId: deskOf('agent 2').me.agentId,
      });
      await openAt('agent 2');
    },
  ],
  [
    'conversation:transfer to the queue',
    async () => {
      nobodyListens();
      await deskOf('agent 0').ask('availability:set', { availability: 'break' });
      await deskOf('agent 2').ask('availability:set', { availability: 'break' });
      await deskOf('agent 2').ask('conversation:transfer', {
        clientId: once(),
        ...of(),
        to: { queueId: 'main' },
        note: 'Please',
      });
    },
  ],
  [
    'conversation:end',
    async () => {
      await deskOf('supervisor 0').ask('conversation:take-over', { clientId: once(), ...of(), reason: 'Mine' });
      await deskOf('supervisor 0').ask('conversation:end', { clientId: once(), ...of(), reason: 'completed' });
    },
  ],
  [
    'wrap-up:save',
    () =>
      deskOf('supervisor 0').ask('wrap-up:save', { ...of(), outcomes: [], crimeTypes: [], risk: 'high', done: true }),
  ],
  ['pause:end', () => deskOf('supervisor 0').ask('pause:end', {})],
  [
    'survey:answer',
    async () => {
      const talk = await told(at);
      person = talk;
      visitorKnows = await visitorListens(talk.visitor);
      await talk.visitor.ask('conversation:leave', { clientId: once(), reason: 'ended' });
      await talk.visitor.ask('survey:answer', { clientId: once(), answers: { listened: 5 } });
    },
  ],
  [
    'conversation:leave by the visitor',
    async () => {
      await begin();
      await person.visitor.ask('conversation:leave', { clientId: once(), reason: 'ended' });
    },
  ],
  [
    'conversation:return',
    async () => {
      const talk = await told(at);
      person = talk;
      visitorKnows = await visitorListens(talk.visitor);
      const reason = 'Somebody else answers';
      await deskOf('supervisor 0').ask('conversation:return', { clientId: once(), ...of(), reason });
    },
  ],
];

/** Signals alone, or only read: nothing of them is in any snapshot. */
const CHANGE_NOTHING = [
  ...['conversation:resume', 'typing:set', 'desk:open', 'colleagues:list', 'conversation:open', 'referral:list'],
  ...['wallboard:watch', 'emergency:open'],
];

describe('who took one snapshot and then only listened', () => {
  it('is tried with every command that changes anything', () => {
    const all = new Set([visitorCommands, staffCommands, supervisorCommands].flatMap((table) => Object.keys(table)));
    for (const each of CHANGE_NOTHING) all.delete(each);
    for (const [step] of STEPS) all.delete(step.split(' ')[0] ?? step);
    expect([...all]).toEqual([]);
  });

  it.each(STEPS)('[L5] knows after %s what a fresh snapshot says', async (_name, step) => {
    await step();
    const asVisitor = async () => still.visitor(await person.visitor.ask('conversation:resume', { afterSeq: 0 }));
    await same('the visitor', () => still.visitor(visitorKnows()), asVisitor);
    for (const { name, fresh, knows } of desks) {
      await same(
        name,
        () => still.desk(knows()),
        async () => still.desk(await fresh.ask('desk:open', {})),
      );
    }
    for (const { listener, fresh, knows } of opened) {
      const anew = async () => still.open(await fresh.ask('conversation:open', of()));
      await same(`${listener.me.name}'s conversation`, () => still.open(knows()), anew);
    }
    const asBoard = async () => still.wallboard((await board.fresh.ask('wallboard:watch', {})).wallboard);
    await same('the wallboard', () => still.wallboard(board.knows()), asBoard);
  });
});

/** Events may still be on their way: both are looked at until they agree, and the last difference is shown. */
async function same<T>(who: string, knows: () => T, anew: () => Promise<T>): Promise<void> {
  const until = Date.now() + PATIENCE.timeout;
  let fresh = await anew();
  await expect
    .poll(
      async () => {
        fresh = await anew();
        return JSON.stringify(fresh) === JSON.stringify(knows()) || Date.now() > until;
      },
      { ...PATIENCE, timeout: PATIENCE.timeout + 2_000 },
    )
    .toBe(true);
  expect(knows(), who).toEqual(fresh);
}
