/** Safeguarding as the conversations and the queue know it. */
import { needsChildProtection } from '../../shared/domain/child-protection.ts';
import { watchedHit } from '../../shared/domain/watched-words.ts';
import { keepLongIn, type SafeguardingPort } from '../conversations/index.ts';
import type { Session } from '../platform/mongo.ts';
import { announce, CALLS, closeAlert, closeWhatIsOver, lastOf, raiseAgain, raiseIn } from './alerts.ts';
import { concernAlert, raiseConcernIn } from './concerns/raise-concern.ts';
import type { SafeguardingDeps } from './deps.ts';
import { agreeToEnd } from './emergency/agree-to-end.ts';

export function createSafeguardingPort(deps: () => SafeguardingDeps): SafeguardingPort {
  return {
    watchedWords: (text) => watchedHit(text) !== null,
    raiseAlert: async ({
      kind,
      conversationId,
      agentId,
      caseId,
      causeId = causeOf(kind, conversationId, agentId, deps().clock.now()),
    }) => {
      const alert = { kind, conversationId: conversationId ?? null, agentId: agentId ?? null };
      await raiseAgain(deps(), { ...alert, causeId, ...(caseId === undefined ? {} : { caseId }) });
      // Somebody may have come while it was raised; whoever comes from now on puts it away.
      if (conversationId !== undefined && CALLS.includes(kind)) await closeWhatIsOver(deps(), conversationId);
    },
    raiseAlertIn: (session, { kind, conversationId = null, agentId = null, caseId, causeId }) => {
      const about = { conversationId, agentId, ...(caseId === undefined ? {} : { caseId }) };
      return raiseIn(deps(), session, { kind, causeId, ...about });
    },
    announce: (causeId) => deps().background.run(announce(deps(), causeId), 'an alert could not be announced'),
    putAway: async (causeId) => {
      const doc = await lastOf(deps(), causeId);
      if (doc !== null && doc.closedAt === null) await closeAlert(deps(), doc._id);
    },
    openEmergency: async (conversationId) => (await deps().alerts.openEmergency(conversationId)) !== null,
    endNeedsLead: async (conversationId) => {
      const emergency = await deps().alerts.openEmergency(conversationId);
      return emergency !== null && !emergency.agreed;
    },
    lookAtChildIn: async (session, conversation, by) => {
      const { conversationId, preChat, wrapUp, ageBand } = await deps().presenter.toStaff(conversation);
      const crimeTypes = wrapUp?.crimeTypes ?? [];
      if (!needsChildProtection({ ageBand, topic: preChat?.topic ?? null, crimeTypes })) return null;
      const keepConversationIn = (within: Session, id: string) => keepLongIn(deps(), within, id);
      const causeId = `child_protection:${conversationId}`;
      const { _id } = await raiseConcernIn({ ...deps(), alerts: deps().safeguarding, keepConversationIn }, session, {
        ...{ kind: 'child_protection', source: 'age_rule', sourceId: 'age.sexual_activity_record', causeId },
        ...{ conversationId, caseId: null, teamId: by.teamId, text: '', by },
      });
      return concernAlert(_id);
    },
    agreeToEnd: async (conversationId, lead) => {
      const emergency = await deps().alerts.openEmergency(conversationId);
      if (emergency) await agreeToEnd(deps(), emergency._id, lead);
    },
  };
}

function causeOf(kind: string, conversationId = '', agentId = '', now: number): string {
  return `${kind}:${conversationId}:${agentId}:${new Date(now).toISOString().slice(0, 10)}`;
}
