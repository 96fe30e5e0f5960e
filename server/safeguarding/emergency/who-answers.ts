/**
 * Who answers an emergency is related to it, whatever their team (H5): whoever took it by name, and whoever is the lead on call
 * while it goes on. An emergency that was taken by somebody who then can do nothing is one that nobody has.
 */
import type { AlertDoc } from '../alert-record.ts';
import type { SafeguardingDeps } from '../deps.ts';

type Standing = Pick<AlertDoc, 'acknowledgedBy' | 'closedAt'>;

export function answersFor(
  { acknowledgedBy, closedAt }: Standing,
  agentId: string,
  onCall: readonly string[],
): boolean {
  return acknowledgedBy?.agentId === agentId || (closedAt === null && onCall.includes(agentId));
}

export async function answersEmergency(
  { alerts, onCallNow }: Pick<SafeguardingDeps, 'alerts' | 'onCallNow'>,
  conversationId: string,
  agentId: string,
): Promise<boolean> {
  const emergencies = await alerts.emergenciesOf(conversationId);
  if (emergencies.length === 0) return false;
  const onCall = await onCallNow();
  return emergencies.some((each) => answersFor(each, agentId, onCall));
}
