import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitorCommands } from '../../shared/protocol/visitor.ts';
import { agree, asking, granted, ITEMS } from '../integration/referral-story.ts';
import { agent, createWorld, type World } from '../integration/referral-world.ts';
import { testDatabase } from '../support/database.ts';

const test_ = testDatabase();
let world: World;

beforeAll(async () => {
  world = await createWorld({ test: test_, partnerUrl: 'http://127.0.0.1:9/nobody', privateHosts: [] });
});
afterAll(() => world.close());

const yes = (items = ['name', 'safe_contact']) => [{ recipientId: 'demo-partner', decision: 'given' as const, items }];

async function asked(change: Parameters<World['converse']>[0] = {}) {
  const conversationId = await world.converse(change);
  const input = asking(conversationId);
  return { conversationId, input, ...granted(await world.consent.ask(input)) };
}

describe('consent:ask', () => {
  test('[C1] shows the very values, with labels, needs and warnings from the service, never from the worker', async () => {
    const { conversationId, seq, requestId } = await asked();
    const entry = await world.log.at(conversationId, seq);
    const data = entry?.content.data as { recipients: { items: Record<string, unknown>[]; purpose: string }[] };
    expect(entry).toMatchObject({
      author: { id: agent.agentId },
      content: { kind: 'consent_asked', data: { requestId } },
    });
    expect(data.recipients[0]?.purpose).toBe('To contact you and offer you support.');
    expect(data.recipients[0]?.items).toEqual([
      expect.objectContaining({ ...ITEMS[0], needed: true, because: expect.any(String), sensitive: false }),
      expect.objectContaining({ ...ITEMS[1], needed: true }),
      expect.objectContaining({ ...ITEMS[2], label: 'Your health', needed: false, sensitive: true }),
    ]);
  });

  test('[L2] sent again is the first card, with other words a conflict', async () => {
    const { input, requestId, seq, at } = await asked();
    expect(granted(await world.consent.ask(input))).toEqual({ requestId, seq, at });
    const [recipient] = input.recipients;
    const other = {
      ...input,
      recipients: [{ ...recipient, recipientId: 'demo-partner', purpose: 'advocacy', items: ITEMS }],
    };
    expect(await world.consent.ask(other)).toMatchObject({ error: { code: 'conflict' } });
  });

  test.each<[string, Partial<ReturnType<typeof asking>>, string]>([
    ['a wording nobody approved', { wordingVersion: 'ask-xx-1' }, 'bad_request'],
    ['a wording of the other kind', { wordingVersion: 'tell-en-adult-1' }, 'bad_request'],
    ['a recipient nobody knows', { recipients: [{ recipientId: 'x', purpose: 'p', items: ITEMS }] }, 'bad_request'],
    [
      'a recipient nobody has checked',
      { recipients: [{ recipientId: 'kidas', purpose: 'p', items: ITEMS }] },
      'conflict',
    ],
    [
      'an item this recipient is not told',
      { recipients: [{ recipientId: 'demo-partner', purpose: 'p', items: [{ itemId: 'x', value: 'v' }] }] },
      'bad_request',
    ],
    [
      'a number that nobody asked about',
      {
        recipients: [
          { recipientId: 'demo-partner', purpose: 'p', items: [{ itemId: 'area', value: 'Dover 07700 900123' }] },
        ],
      },
      'bad_request',
    ],
  ])('[C1] is refused with %s', async (_what, change, code) => {
    const input = { ...asking(await world.converse()), ...change };
    expect(await world.consent.ask(input)).toMatchObject({ error: { code } });
  });

  test('[A1] does not exist for who does not hold the conversation', async () => {
    const input = { ...asking(await world.converse()), actor: { ...agent, agentId: 'agent-2' } };
    expect(await world.consent.ask(input)).toMatchObject({ error: { code: 'not_found' } });
    expect(
      await world.consent.ask({ ...asking(await world.converse()), actor: { ...agent, role: 'administrator' } }),
    ).toMatchObject({
      error: { code: 'forbidden' },
    });
  });

  test.each([
    ['13_15', null, 'competence_note_missing', 'ask-en-young-1'],
    ['13_15', { noteId: 'n', releasedBy: null }, null, 'ask-en-young-1'],
    ['under_13', { noteId: 'n', releasedBy: null }, 'lead_release_missing', 'ask-en-child-1'],
    ['under_13', { noteId: 'n', releasedBy: 'lead' }, null, 'ask-en-child-1'],
  ])('[C1] of a child of %s with %j is locked by %s', async (ageBand, competence, reason, wordingVersion) => {
    const ask = asking(await world.converse({ ageBand, competence }));
    const outcome = await world.consent.ask({ ...ask, wordingVersion });
    if (reason === null) expect(outcome.ok).toBe(true);
    else expect(outcome).toMatchObject({ error: { code: 'conflict', details: { reason } } });
  });

  test.each(['13_15', 'under_13', null] as const)(
    '[C1] is refused in words for another age than %s (H10)',
    async (ageBand) => {
      const competence = { noteId: 'n', releasedBy: 'lead' };
      for (const wordingVersion of ['ask-en-adult-1', 'ask-en-young-1', 'ask-en-child-1']) {
        const own =
          ageBand === null ? 'ask-en-adult-1' : { '13_15': 'ask-en-young-1', under_13: 'ask-en-child-1' }[ageBand];
        const ask = asking(await world.converse({ ageBand, competence }));
        const outcome = await world.consent.ask({ ...ask, wordingVersion });
        if (wordingVersion === own) expect(outcome.ok).toBe(true);
        else
          expect(outcome).toMatchObject({
            error: { code: 'bad_request', details: { issues: [{ path: 'wordingVersion' }] } },
          });
      }
    },
  );
});

describe('consent:answer', () => {
  test('[C1] keeps who, what for, which items, in which words, and where it was said', async () => {
    const { conversationId, requestId } = await asked();
    const clientId = randomUUID();
    const first = granted(await world.consent.answer({ conversationId, clientId, requestId, answers: yes() }));
    expect(visitorCommands['consent:answer'].output.safeParse(first).success).toBe(true);
    const stored = await world.consentsOf(conversationId);
    expect(stored).toEqual([
      expect.objectContaining({
        recipientId: 'demo-partner',
        decision: 'given',
        itemIds: ['name', 'safe_contact'],
        wordingVersion: 'ask-en-adult-1',
        language: 'en',
        method: 'chat_typed',
        evidenceSeq: first.seq,
        askedBy: agent.agentId,
        withdrawnAt: null,
        lawfulBasis: expect.stringContaining('6(1)(e)'),
        art9Condition: expect.any(String),
        sch1Condition: expect.any(String),
        purgeAt: expect.any(Date),
        legalHold: false,
      }),
    ]);
    // [L2] again is the first answer; another under that id, or a second answer, is refused.
    expect(granted(await world.consent.answer({ conversationId, clientId, requestId, answers: yes() }))).toEqual(first);
    expect(await world.consent.answer({ conversationId, clientId, requestId, answers: yes([]) })).toMatchObject({
      error: { code: 'conflict' },
    });
    const second = { conversationId, clientId: randomUUID(), requestId, answers: yes() };
    expect(await world.consent.answer(second)).toMatchObject({ error: { details: { reason: 'already_answered' } } });
  });

  test('[C1] to a card that was asked again is refused, and the newer one counts', async () => {
    const { conversationId, requestId } = await asked();
    const newer = granted(await world.consent.ask(asking(conversationId)));
    const answer = (id: string) =>
      world.consent.answer({ conversationId, clientId: randomUUID(), requestId: id, answers: yes() });
    expect(await answer(requestId)).toMatchObject({ error: { code: 'conflict', details: { reason: 'superseded' } } });
    expect((await answer(newer.requestId)).ok).toBe(true);
  });

  test('[V3] to a card of another conversation finds nothing', async () => {
    const { requestId } = await asked();
    const conversationId = await world.converse();
    const input = { conversationId, clientId: randomUUID(), requestId, answers: yes() };
    expect(await world.consent.answer(input)).toMatchObject({ error: { code: 'not_found' } });
    expect(
      await world.consent.withdraw({ conversationId, clientId: randomUUID(), requestId, recipientId: 'demo-partner' }),
    ).toMatchObject({
      error: { code: 'consent_missing' },
    });
  });

  test('is refused after the end; taking back is not', async () => {
    const agreed = await agree(world);
    const { requestId } = granted(await world.consent.ask(asking(agreed.conversationId)));
    await world.end(agreed.conversationId, 'ended');
    const late = { conversationId: agreed.conversationId, clientId: randomUUID(), requestId, answers: yes() };
    expect(await world.consent.answer(late)).toMatchObject({ error: { code: 'closed' } });
    const back = { ...agreed, clientId: randomUUID(), recipientId: 'demo-partner' };
    const outcome = granted(await world.consent.withdraw(back));
    expect(visitorCommands['consent:withdraw'].output.safeParse(outcome).success).toBe(true);
    expect(outcome.effect).toBe('stopped');
  });
});

describe('the Tell card', () => {
  test('[C1] is said honestly, answered once, and never carries a consent', async () => {
    const conversationId = await world.converse();
    const tell = {
      actor: agent,
      clientId: randomUUID(),
      conversationId,
      wordingVersion: 'tell-en-adult-1',
      recipientName: 'the police',
    };
    const told = granted(await world.consent.tell(tell));
    const entry = await world.log.at(conversationId, told.seq);
    expect(entry?.content.data).toMatchObject({ wording: expect.stringContaining('We plan to tell the police') });
    expect(granted(await world.consent.tell(tell))).toEqual(told);
    const { requestId } = told;
    const answer = { conversationId, clientId: randomUUID(), requestId, agrees: 'no' as const, text: 'please do not' };
    const answered = granted(await world.consent.answerTold(answer));
    expect(granted(await world.consent.answerTold(answer))).toEqual(answered);
    expect(await world.consent.answerTold({ ...answer, clientId: randomUUID() })).toMatchObject({
      error: { code: 'conflict' },
    });
    const asConsent = { conversationId, clientId: randomUUID(), requestId, answers: yes() };
    expect(await world.consent.answer(asConsent)).toMatchObject({ error: { code: 'not_found' } });
    const ask = { ...tell, clientId: randomUUID(), wordingVersion: 'ask-en-adult-1' };
    expect(await world.consent.tell(ask)).toMatchObject({ error: { code: 'bad_request' } });
  });
});
