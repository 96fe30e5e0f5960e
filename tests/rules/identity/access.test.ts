import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../../server/audit/index.ts';
import { createAccess, decideFor } from '../../../server/identity/access.ts';
import { type Action, type Actor, PERMISSIONS, relationsFor } from '../../../shared/domain/permissions.ts';
import { ROLES } from '../../../shared/protocol/desk.ts';

const ACTORS: readonly Actor[] = [...ROLES, 'visitor', 'public'];
const ACTIONS = Object.keys(PERMISSIONS).filter((each): each is Action => each in PERMISSIONS);
const EVERY_RELATION = ['own', 'holder', 'offered', 'team', 'worker', 'called'] as const;

function access() {
  const recorded: AuditEvent[] = [];
  const counted: string[] = [];
  const audit = {
    record: async (event: AuditEvent) => {
      recorded.push(event);
    },
  };
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const count = (action: Action, actor: Actor, decision: string) => counted.push(`${action} ${actor} ${decision}`);
  return { ...createAccess({ audit, logger, count }), recorded, counted };
}

describe('access', () => {
  it('[A1] lets nobody do what the table does not grant, whatever relation they have', () => {
    for (const action of ACTIONS) {
      for (const actor of ACTORS) {
        const granted = relationsFor(action, actor).length > 0 || relationsFor(action, 'public').length > 0;
        expect(decideFor(action, actor, EVERY_RELATION) === 'allowed', `${action} by ${actor}`).toBe(granted);
      }
    }
  });

  it('[A1] answers that a thing does not exist when only the relation is missing', () => {
    expect(decideFor('conversation.read', 'agent', [])).toBe('not_found');
    expect(decideFor('conversation.read', 'agent', ['team'])).toBe('not_found');
    expect(decideFor('conversation.read', 'supervisor', ['team'])).toBe('allowed');
    expect(decideFor('conversation.read', 'administrator', EVERY_RELATION)).toBe('forbidden');
  });

  it('asks people without a session to sign in, and tells roles that never may', () => {
    const { permit } = access();
    expect(permit('wallboard.watch', { actor: 'public', agentId: null })).toMatchObject({
      error: { code: 'unauthenticated' },
    });
    expect(permit('wallboard.watch', { actor: 'agent', agentId: 'a1' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(permit('wallboard.watch', { actor: 'supervisor', agentId: 's1' }).ok).toBe(true);
    expect(permit('session.open', { actor: 'agent', agentId: 'a1' }).ok).toBe(true);
  });

  it('records a denial of staff by ids and codes alone, and only counts those of strangers', () => {
    const { permit, decide, recorded, counted } = access();
    permit('wallboard.watch', { actor: 'agent', agentId: 'a1' });
    decide('note.add', { actor: 'agent', agentId: 'a1' }, []);
    permit('note.add', { actor: 'public', agentId: null });
    expect(recorded).toEqual([
      {
        actor: { id: 'a1', role: 'agent' },
        action: 'access.deny',
        target: { kind: 'permission', id: 'wallboard.watch' },
        meta: { decision: 'forbidden' },
      },
      {
        actor: { id: 'a1', role: 'agent' },
        action: 'access.deny',
        target: { kind: 'permission', id: 'note.add' },
        meta: { decision: 'not_found' },
      },
    ]);
    expect(counted).toEqual([
      'wallboard.watch agent forbidden',
      'note.add agent not_found',
      'note.add public forbidden',
    ]);
  });
});
