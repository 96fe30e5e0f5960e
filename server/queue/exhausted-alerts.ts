/**
 * Alerts supervisors once a conversation: everybody who could take it was asked, or somebody in danger has waited longer
 * than the service allows (H6).
 */
import type { AlertKind } from '../../shared/domain/alert-kinds.ts';
import type { QueueDeps } from './deps.ts';
import type { WaitingConversation } from './routing.ts';

export interface ExhaustedAlerts {
  /** Returns at once: no offer waits for an alert. */
  tell(exhausted: readonly string[], waiting: readonly WaitingConversation[]): void;
}

export function createExhaustedAlerts(
  deps: Pick<QueueDeps, 'settings' | 'clock' | 'safeguarding' | 'background'>,
): ExhaustedAlerts {
  const told = new Set<string>();

  async function once(kind: AlertKind, conversationId: string): Promise<void> {
    const key = `${kind}:${conversationId}`;
    if (told.has(key)) return;
    told.add(key);
    try {
      await deps.safeguarding.raiseAlert({ kind, conversationId });
    } catch (error) {
      // Nobody was told: the next round tries again.
      told.delete(key);
      throw error;
    }
  }

  async function tell(exhausted: readonly string[], waiting: readonly WaitingConversation[]): Promise<void> {
    const { dangerToSupervisorMs } = await deps.settings();
    const late = deps.clock.now() - dangerToSupervisorMs;
    for (const conversationId of exhausted) await once('nobody_left', conversationId);
    for (const { _id, priority, enqueuedAt } of waiting) {
      if (priority === 'danger' && enqueuedAt <= late) await once('danger_not_answered', _id);
    }
  }

  return {
    tell: (exhausted, waiting) => {
      const present = new Set(waiting.map(({ _id }) => _id));
      for (const key of told) if (!present.has(key.slice(key.indexOf(':') + 1))) told.delete(key);
      if (waiting.length > 0) deps.background.run(tell(exhausted, waiting), 'a supervisor could not be alerted');
    },
  };
}
