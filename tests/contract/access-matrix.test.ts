import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentDoc, agentsSpec } from '../../server/agents/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { ROLES, type Role } from '../../shared/protocol/desk.ts';
import { staffCommands, staffEvents } from '../../shared/protocol/staff.ts';
import { supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { asVisitor, signIn } from '../support/connect.ts';
import { codeOf, type Helpline, helpline, say, type Talk, type Worker } from '../support/helpline.ts';
import { connect } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { NOBODY, withAt } from './cases/case.ts';
import { conversationCases } from './cases/conversation-cases.ts';
import { deskCases } from './cases/desk-cases.ts';
import { type AnyReply, sendRaw } from './cases/run-cases.ts';
import { supervisorCases } from './cases/supervisor-cases.ts';

const cases = { ...deskCases, ...conversationCases, ...supervisorCases };
type Command = keyof typeof cases;
const commands = { ...staffCommands, ...supervisorCommands } as const;
const COMMANDS = Object.keys(cases) as Command[];

let server: TestServer;
let at: Helpline;
/** Held by an agent of the team that the conversations belong to. */
let talk: Talk;
let alertId: string;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  talk = await at.talk();
  await say(talk.visitor, 'My card is 4929');
  const raise = { clientId: randomUUID(), conversationId: talk.conversationId, kind: 'other' } as const;
  alertId = (await talk.agent.ask('emergency:raise', raise)).alert.alertId;
});
afterAll(async () => {
  await at.close();
  await server.close();
});

/**
 * Sections 7 and 9 of the design, written out by hand: which roles ever have the command. Everybody else is `forbidden`,
 * whatever the conversation. Administrators, commissioners and partners have none that concerns a conversation.
 */
const STAFF: readonly Role[] = ['agent', 'supervisor', 'safeguarding_lead', 'coordinator'];
const LEADS: readonly Role[] = ['supervisor', 'safeguarding_lead'];
const AT_A_DESK: readonly Role[] = [...STAFF, 'data_protection', 'administrator'];

function rolesOf(command: Command): readonly Role[] {
  if (command === 'desk:open' || command === 'colleagues:list') return AT_A_DESK;
  if (command === 'entry:redact') return ['supervisor', 'data_protection'];
  if (command === 'competence:release') return ['safeguarding_lead'];
  return command in supervisorCases ? LEADS : STAFF;
}

/** What a lead may do in a conversation of the team that somebody else holds. */
const BY_TEAM: readonly Command[] = [
  ...(['conversation:open', 'referral:list', 'emergency:raise', 'emergency:update', 'emergency:open'] as const),
  ...(['emergency:agree', 'conversation:return'] as const),
  ...(['conversation:watch', 'conversation:whisper', 'conversation:take-over', 'conversation:assign'] as const),
  ...(['conversation:prioritise', 'competence:release', 'entry:redact', 'wrap-up:save'] as const),
];

/** Has no conversation to be related to, or none that counts for this role. */
const BY_NOBODY_S_LEAVE: readonly Command[] = [
  ...([
    'desk:open',
    'colleagues:list',
    'availability:set',
    'pause:end',
    'wallboard:watch',
    'alert:acknowledge',
  ] as const),
];

/** Signed in once each; commissioners and partners may connect, and have nothing to ask. */
const peers = new Map<string, Promise<Worker>>();
function as(role: Role, index = 0): Promise<Worker> {
  const key = `${role} ${index}`;
  const known = peers.get(key) ?? connected(role, index);
  peers.set(key, known);
  return known;
}

async function connected(role: Role, index: number): Promise<Worker> {
  const me = await signIn(server.url, server.account(role, index));
  if (role === 'supervisor' && index === 1) await moveAway(me.agentId);
  const peer = await connect(`${server.url}/staff`, commands, staffEvents, { headers: { Cookie: me.cookie } });
  return at.track({ ...peer, me });
}

/** The demonstration has its leads in one team; this one leads another. */
async function moveAway(agentId: string): Promise<void> {
  const { mongodbUri, databaseName } = server.database;
  const database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  await database.collection<AgentDoc>(agentsSpec).updateOne({ _id: agentId }, { $set: { teamId: 'medway' } });
  await database.close();
}

function inputOf(command: Command, conversationId: string): unknown {
  let input: unknown = cases[command].input;
  const has = (field: string) => typeof input === 'object' && input !== null && field in input;
  if (has('clientId')) input = withAt(input, 'clientId', randomUUID());
  if (has('conversationId')) input = withAt(input, 'conversationId', conversationId);
  return input;
}

async function tryAs(peer: Worker, command: Command, conversationId: string): Promise<AnyReply> {
  let input = inputOf(command, conversationId);
  if (['emergency:update', 'emergency:open', 'emergency:agree', 'alert:acknowledge'].includes(command)) {
    input = withAt(input, 'alertId', conversationId === NOBODY ? NOBODY : alertId);
  }
  // The first line is `joined`, which has no words to take out.
  if (command === 'entry:redact') input = withAt(input, 'seq', 2);
  return sendRaw(peer.socket, command, input);
}

describe('the access matrix of the sockets', () => {
  it('knows every command', () => {
    expect([...COMMANDS].sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(COMMANDS)('[A1] %s is forbidden to every role that never has it, whatever they name', async (command) => {
    for (const role of ROLES.filter((each) => !rolesOf(command).includes(each))) {
      for (const conversationId of [talk.conversationId, NOBODY]) {
        const reply = await tryAs(await as(role), command, conversationId);
        expect(codeOf(reply), role).toBe('forbidden');
        // The sentence is the same whatever was named: it confirms nothing.
        expect(Object.keys(reply.error ?? {})).toEqual(['code', 'message']);
      }
    }
  });

  const related = COMMANDS.filter((command) => !BY_NOBODY_S_LEAVE.includes(command));

  it.each(related)("[A1] %s answers for others' conversations as if they did not exist", async (command) => {
    // Strangers: of the same team without being in it, and of another team whatever the role.
    const everybody: readonly (readonly [Role, number])[] = [
      ...([
        ['agent', 1],
        ['agent', 2],
        ['coordinator', 0],
        ['supervisor', 1],
      ] as const),
      ...(BY_TEAM.includes(command) ? [] : LEADS.map((role) => [role, 0] as const)),
    ];
    const strangers = everybody.filter(([role]) => rolesOf(command).includes(role));
    for (const [role, index] of strangers) {
      const peer = await as(role, index);
      const others = await tryAs(peer, command, talk.conversationId);
      const unknown = await tryAs(peer, command, NOBODY);
      const nonsense = await tryAs(peer, command, 'no-such-conversation');
      expect(others.error?.code, `${role} ${index}`).toBe('not_found');
      expect(unknown, `${role} ${index}`).toEqual(others);
      expect(nonsense, `${role} ${index}`).toEqual(others);
    }
    const { conversation } = await talk.agent.ask('conversation:open', { conversationId: talk.conversationId });
    expect(conversation.holder?.agentId).toBe(talk.agent.me.agentId);
  });

  it.each(BY_TEAM.filter((command) => command !== 'conversation:take-over' && command !== 'conversation:assign'))(
    '[A1] %s is open to leads of the team that the conversation belongs to',
    async (command) => {
      for (const role of LEADS.filter((each) => rolesOf(command).includes(each))) {
        const reply = await tryAs(await as(role), command, talk.conversationId);
        expect(['not_found', 'forbidden', 'unauthenticated', 'bad_request'], role).not.toContain(codeOf(reply));
      }
    },
  );

  it('[A1] whoever holds a conversation may do all that holding it allows, whatever their role', async () => {
    for (const role of LEADS) {
      const lead = await as(role);
      const reason = 'To see what holding allows';
      const { conversationId } = talk;
      await lead.ask('conversation:take-over', { clientId: randomUUID(), conversationId, reason });
      const held: string[] = Object.keys(conversationCases).filter(
        (each) => !['conversation:end', 'conversation:transfer'].includes(each),
      );
      for (const command of held as Command[]) {
        const reply = await tryAs(lead, command, conversationId);
        expect(['not_found', 'forbidden', 'unauthenticated', 'bad_request'], `${role} ${command}`).not.toContain(
          codeOf(reply),
        );
      }
    }
    // Taken over, it is no longer the first agent's: they may not even read it any more.
    for (const command of ['conversation:open', 'note:add', 'wrap-up:save', 'age:set'] as const) {
      expect(codeOf(await tryAs(talk.agent, command, talk.conversationId)), command).toBe('not_found');
    }
  });

  it('[A1] everybody may have an alert or the wallboard who has the role, whatever the team', async () => {
    for (const [role, index] of [
      ['supervisor', 0],
      ['supervisor', 1],
      ['safeguarding_lead', 0],
    ] as const) {
      const peer = await as(role, index);
      expect(codeOf(await sendRaw(peer.socket, 'wallboard:watch', {}))).toBe('ok');
      expect(codeOf(await sendRaw(peer.socket, 'alert:acknowledge', { alertId: NOBODY }))).toBe('not_found');
    }
  });

  it("[A1] a visitor's connection has none of the staff's commands", async () => {
    const visitor = at.track(await asVisitor(server.url, { token: talk.token }));
    for (const command of COMMANDS.filter(
      (each) => !['message:send', 'typing:set', 'entries:read', 'conversation:leave'].includes(each),
    )) {
      expect(codeOf(await sendRaw(visitor.socket, command, inputOf(command, talk.conversationId))), command).toBe(
        'bad_request',
      );
    }
  });
});
