/** Between the service and its partners: questions and answers beside a referral, and what a partner says of itself. */

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { consentsSpec } from '../../server/consent/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ReferralThread } from '../../shared/protocol/http/referral-thread.ts';
import type { RecipientView } from '../../shared/protocol/http/referrals.ts';
import type { PartnerCard } from '../../shared/protocol/partner-card.ts';
import { type Asked, askAs, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline, refusal } from '../support/helpline.ts';
import { codeIn, PORTAL_PARTNER, partnerAccount, portalAt, reasonIn, sendTo, TOLD } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let database: Database;
let portal: ReturnType<typeof portalAt>;
let tess: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 0 } });
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  portal = portalAt(server.url);
  tess = await signIn(server.url, server.account('partner'));
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

const audited = (id: string, action: string) =>
  database.collection(auditSpec).countDocuments({ 'target.id': id, action });

const readThread = (who: SignedIn, referralId: string): Promise<Asked<{ thread: ReferralThread }>> =>
  askAs(server.url, who, 'POST', `/referrals/${referralId}/thread/open`, {});
const reply = (who: SignedIn, referralId: string, text: string, clientId = randomUUID()) =>
  askAs<{ thread: ReferralThread }>(server.url, who, 'POST', `/referrals/${referralId}/answers`, { clientId, text });

describe('a question of a partner', () => {
  test('[C1] is answered by the worker, with nothing that the person did not agree to', async () => {
    const { referralId, agent } = await sendTo(at);
    await valueFrom(portal.say(tess, referralId, 'question'));
    const { thread } = await valueFrom(readThread(agent.me, referralId));
    expect(thread).toMatchObject({ state: 'returned_needs_info', open: true });
    expect(thread.messages).toMatchObject([{ kind: 'question', text: 'canary: which mornings?', name: tess.name }]);
    expect(await audited(referralId, 'referral_thread.read')).toBe(1);

    for (const text of ['Ring 07700 900999', 'kim@mail.example', 'She is at ME4 4UF now']) {
      const { status, body } = await reply(agent.me, referralId, text);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: { details: { issues: [{ path: 'text', message: expect.stringContaining('new consent') }] } },
      });
    }
    const clientId = randomUUID();
    const answered = await valueFrom(reply(agent.me, referralId, 'Mondays, she said.', clientId));
    expect(answered.thread.state).toBe('acknowledged');
    expect((await valueFrom(reply(agent.me, referralId, 'Mondays, she said.', clientId))).thread).toEqual(
      answered.thread,
    );
    expect(reasonIn(await reply(agent.me, referralId, 'Something else', clientId))).toBe('other_content');
    expect(reasonIn(await reply(agent.me, referralId, 'Once more'))).toBe('nothing_was_asked');

    const opened = await valueFrom(portal.open(tess, referralId));
    expect(opened.referral.answered).toBe(true);
    expect(opened.thread.at(-1)).toMatchObject({ kind: 'reply', name: agent.me.name, text: 'Mondays, she said.' });
    expect(JSON.stringify(opened)).not.toContain(agent.me.agentId);
    expect(opened.contents?.items).toHaveLength(2);
  });

  test('[C1] is not answered once somebody asked that sharing stops: nothing more leaves until it was asked whether it was them', async () => {
    const { referralId, conversationId, agent } = await sendTo(at);
    await valueFrom(portal.say(tess, referralId, 'question'));
    const rows = database.collection<ReferralRow>(referralOutboxSpec);
    const pause = { requestId: randomUUID(), heldFor: null };
    await rows.updateOne({ _id: referralId }, { $set: { pause } });
    expect(reasonIn(await reply(agent.me, referralId, 'Mondays, she said.'))).toBe('asked_to_stop');
    await rows.updateOne({ _id: referralId }, { $set: { pause: null } });
    await database.collection(consentsSpec).updateOne({ conversationId }, { $set: { withdrawnAt: 1 } });
    expect(codeIn(await reply(agent.me, referralId, 'Mondays, she said.'))).toBe('consent_missing');
    const opened = await valueFrom(portal.open(tess, referralId));
    expect(opened.thread).toHaveLength(1);
  });

  test('[A1] is there for who may see the talk and who answers for referrals, and for nobody who knows the person', async () => {
    const { referralId, conversationId, agent } = await sendTo(at);
    const stranger = await at.staff('agent', 1);
    const coordinator = await at.staff('coordinator');
    const lead = await at.staff('safeguarding_lead');
    const commissioner = await signIn(server.url, server.account('commissioner'));
    expect((await readThread(agent.me, referralId)).status).toBe(200);
    expect((await readThread(coordinator.me, referralId)).status).toBe(200);
    expect((await readThread(stranger.me, referralId)).status).toBe(404);
    expect((await readThread(commissioner, referralId)).status).toBe(403);
    expect((await readThread(coordinator.me, randomUUID())).status).toBe(404);
    await valueFrom(portal.say(tess, referralId, 'question'));
    await database.connection
      .collection<{ _id: string; exclusions: object[] }>('conversations')
      .updateOne({ _id: conversationId }, {
        $push: { exclusions: { agentId: lead.me.agentId, reason: 'conflict_of_interest', until: null } },
      } as object);
    expect((await readThread(lead.me, referralId)).status).toBe(404);
    expect(codeIn(await reply(lead.me, referralId, 'I know her'))).toBe('not_found');
  });
});

describe('the card of a partner', () => {
  const today = londonDay(new Date());
  const said = {
    ...{ criteria: 'Abuse by a partner', ageFrom: 16, ageTo: null, area: 'All of Kent', waitWeeks: 3 },
    ...{ stopsIntakeUntil: null as string | null, instead: null as string | null },
  };
  const save = (who: SignedIn, body: object, recipientId: string | null = null) =>
    askAs<{ card: PartnerCard | null }>(
      server.url,
      who,
      'PUT',
      recipientId === null ? '/portal/card' : `/partner-cards/${recipientId}`,
      body,
    );

  test('is kept by the partner and by coordinators, onto what was read, and shown where a service is chosen', async () => {
    const coordinator = await at.staff('coordinator');
    const supervisor = await at.staff('supervisor');
    const first = await valueFrom(save(tess, { ...said, revision: 0 }));
    expect(first.card).toMatchObject({ ...said, revision: 1, intakeStopped: false, updatedBy: { side: 'partner' } });
    const stale = await save(coordinator.me, { ...said, waitWeeks: 9, revision: 0 }, PORTAL_PARTNER);
    expect([stale.status, reasonIn(stale)]).toEqual([409, 'changed_meanwhile']);
    const second = await valueFrom(save(coordinator.me, { ...said, waitWeeks: 5, revision: 1 }, PORTAL_PARTNER));
    expect(second.card).toMatchObject({ waitWeeks: 5, updatedBy: { name: coordinator.me.name, side: 'service' } });
    expect((await save(supervisor.me, { ...said, revision: 2 }, PORTAL_PARTNER)).status).toBe(403);
    expect((await save(coordinator.me, { ...said, revision: 0 }, 'nobody')).status).toBe(404);
    expect(await audited(PORTAL_PARTNER, 'partner_card.change')).toBe(2);

    const { agent, conversationId } = await at.talk();
    const { recipients } = await valueFrom(
      askAs<{ recipients: RecipientView[] }>(
        server.url,
        agent.me,
        'GET',
        `/recipients?conversationId=${conversationId}`,
      ),
    );
    const cardOf = (id: string) => recipients.find(({ recipientId }) => recipientId === id)?.card;
    expect(cardOf(PORTAL_PARTNER)).toEqual(second.card);
    expect(cardOf('demo-partner')).toBeNull();
  });

  test('says what to correct', async () => {
    const { card } = await valueFrom(askAs<{ card: PartnerCard }>(server.url, tess, 'GET', '/portal/card'));
    const wrong = async (change: object) => {
      const { body } = await save(tess, { ...said, revision: card.revision, ...change });
      return body.ok ? [] : (body.error.details?.issues ?? []).map(({ path }) => path);
    };
    expect(await wrong({ ageFrom: 18, ageTo: 16 })).toEqual(['ageTo']);
    expect(await wrong({ waitWeeks: 'some' })).toEqual(['waitWeeks']);
    expect(await wrong({ stopsIntakeUntil: '2020-01-01' })).toEqual(['stopsIntakeUntil']);
    expect(await wrong({ stopsIntakeUntil: 'soon' })).toEqual(['stopsIntakeUntil']);
  });

  test('that stops intake refuses a referral with the next way, and lets it go when it is over', async () => {
    const { revision } = (await valueFrom(askAs<{ card: PartnerCard }>(server.url, tess, 'GET', '/portal/card'))).card;
    const stop = { ...said, stopsIntakeUntil: today, instead: 'Ring the county line', revision };
    const { card } = await valueFrom(save(tess, stop));
    expect(card?.intakeStopped).toBe(true);
    const { visitor, agent, conversationId } = await at.talk();
    const recipients = [{ recipientId: PORTAL_PARTNER, purpose: 'support', items: TOLD.slice(0, 2) }];
    const asking = { clientId: randomUUID(), conversationId, wordingVersion: 'ask-en-adult-1', recipients };
    const { requestId } = await agent.ask('consent:ask', asking);
    await visitor.ask('consent:answer', {
      ...{ clientId: randomUUID(), requestId },
      answers: [{ recipientId: PORTAL_PARTNER, decision: 'given', items: ['name', 'safe_contact'] }],
    });
    const making = { clientId: randomUUID(), conversationId, requestId, recipientId: PORTAL_PARTNER };
    expect(refusal(await agent.send('referral:create', making))).toEqual([
      'conflict',
      { reason: 'intake_stopped', until: today, instead: 'Ring the county line', next: [] },
    ]);
    await valueFrom(save(tess, { ...said, revision: revision + 1 }));
    expect(refusal(await agent.send('referral:create', making))).toBe('ok');
  });

  test('[A1] of another partner is neither read nor changed in the portal', async () => {
    const robin = await partnerAccount(server, 'demo-partner');
    const { card } = await valueFrom(askAs<{ card: PartnerCard | null }>(server.url, robin, 'GET', '/portal/card'));
    expect(card).toBeNull();
    expect((await save(robin, { ...said, revision: 0 }, PORTAL_PARTNER)).status).toBe(403);
    await valueFrom(save(robin, { ...said, area: 'Elsewhere', revision: 0 }));
    expect((await valueFrom(askAs<{ card: PartnerCard }>(server.url, tess, 'GET', '/portal/card'))).card.area).toBe(
      'All of Kent',
    );
  });
});
