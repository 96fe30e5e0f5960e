import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StaffEvent } from '../../client/connection/protocol.ts';
import { type Desk, emptyDesk } from '../../client/desk/desk.ts';
import { openDesk, openThread, reduceDesk } from '../../client/desk/reduce.ts';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Note, Referral } from '../../shared/protocol/desk.ts';
import type { Entry } from '../../shared/protocol/entry.ts';
import { aConversation, aMessage, anAgent, anOffer, later } from './support/builders.ts';

/** What the server would hold: each step changes it and says what it tells the desk. */
interface Truth {
  conversation: StaffConversation;
  entries: Entry[];
  notes: Note[];
  referral: Referral | null;
  ringing: boolean;
}

type Step = 'message' | 'redact' | 'read' | 'presence' | 'risk' | 'note' | 'referral' | 'offer' | 'withdraw';
const steps: readonly Step[] = [
  'message',
  'redact',
  'read',
  'presence',
  'risk',
  'note',
  'referral',
  'offer',
  'withdraw',
];

function append(truth: Truth, entry: Entry): StaffEvent {
  truth.entries.push(entry);
  truth.conversation = { ...truth.conversation, lastSeq: entry.seq };
  return { name: 'conversation:entry', payload: { conversationId: 'c1', entry } };
}

function redact(truth: Truth, at: number): readonly StaffEvent[] {
  const target = truth.entries.find((entry) => entry.kind === 'message' && entry.text !== '');
  if (target === undefined) return [];
  truth.entries = truth.entries.map((e) => (e.seq === target.seq && e.kind === 'message' ? { ...e, text: '' } : e));
  const seq = truth.entries.length + 1;
  return [
    append(truth, {
      conversationId: 'c1',
      seq,
      at: later(at),
      kind: 'redacted',
      author: { role: 'supervisor', name: 'Sam' },
      data: { seq: target.seq },
    }),
  ];
}

function apply(truth: Truth, step: Step, at: number): readonly StaffEvent[] {
  const { conversation } = truth;
  switch (step) {
    case 'message':
      return [append(truth, aMessage(truth.entries.length + 1))];
    case 'redact':
      return redact(truth, at);
    case 'read': {
      const seq = truth.entries.length;
      truth.conversation = { ...conversation, reads: { ...conversation.reads, visitor: seq } };
      return [{ name: 'entries:read', payload: { conversationId: 'c1', by: 'visitor', seq } }];
    }
    case 'presence': {
      const presence = conversation.visitor.presence === 'connected' ? 'away' : 'connected';
      const visitor = { ...conversation.visitor, presence, since: later(at) } as const;
      truth.conversation = { ...conversation, visitor };
      return [{ name: 'visitor:presence', payload: { conversationId: 'c1', presence, since: later(at) } }];
    }
    case 'risk':
      truth.conversation = { ...conversation, revision: conversation.revision + 1, riskFlag: !conversation.riskFlag };
      return [{ name: 'conversation:changed', payload: { conversationId: 'c1', conversation: truth.conversation } }];
    case 'note': {
      const author = { agentId: 'a1', name: 'Ruth' };
      const note: Note = { noteId: `n${truth.notes.length}`, kind: 'note', author, text: 'seen', at: later(at) };
      truth.notes.push(note);
      return [{ name: 'note:added', payload: { conversationId: 'c1', note } }];
    }
    case 'referral': {
      const state = truth.referral === null ? 'held' : 'sent';
      const known = { referralId: 'r1', conversationId: 'c1', requestId: 'q1', recipientId: 'p1', itemIds: ['name'] };
      truth.referral = { ...known, state, sentAt: null, acknowledgedAt: null };
      return [{ name: 'referral:changed', payload: { referral: truth.referral } }];
    }
    case 'offer':
      truth.ringing = true;
      return [{ name: 'offer:made', payload: { offer: anOffer({ conversationId: 'c2' }) } }];
    case 'withdraw':
      truth.ringing = false;
      return [{ name: 'offer:withdrawn', payload: { offerId: 'o1', conversationId: 'c2', reason: 'expired' } }];
  }
}

function snapshotOf(truth: Truth): Desk {
  const offers = truth.ringing ? [anOffer({ conversationId: 'c2' })] : [];
  const opened = openDesk(
    emptyDesk,
    { agent: anAgent(), offers, conversations: [truth.conversation], alerts: [], serverTime: later(0) },
    0,
  );
  const desk = openThread(opened, truth);
  return truth.referral === null
    ? desk
    : reduceDesk(desk, { name: 'referral:changed', payload: { referral: truth.referral } }, 0);
}

const newTruth = (): Truth => ({
  conversation: aConversation(),
  entries: [],
  notes: [],
  referral: null,
  ringing: false,
});

test('[L5] a snapshot and the events after it give the same desk as a fresh snapshot', () => {
  const script = fc.array(fc.record({ step: fc.constantFrom(...steps), twice: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(script, (moves) => {
      const truth = newTruth();
      let desk = snapshotOf(truth);
      for (const [index, { step, twice }] of moves.entries()) {
        for (const event of apply(truth, step, index + 1)) {
          desk = reduceDesk(desk, event, 0);
          if (twice) desk = reduceDesk(desk, event, 0);
        }
      }
      expect(desk).toEqual(snapshotOf(truth));
    }),
  );
});

test('[L4] a desk that missed events is level again after the next snapshot and page', () => {
  const script = fc.array(fc.record({ step: fc.constantFrom(...steps), seen: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(script, (moves) => {
      const truth = newTruth();
      let desk = snapshotOf(truth);
      for (const [index, { step, seen }] of moves.entries()) {
        for (const event of apply(truth, step, index + 1)) if (seen) desk = reduceDesk(desk, event, 0);
      }
      const level = snapshotOf(truth);
      const opened = { agent: anAgent(), conversations: [truth.conversation], alerts: [], serverTime: later(0) };
      const offers = truth.ringing ? [anOffer({ conversationId: 'c2' })] : [];
      desk = openThread(openDesk(desk, { ...opened, offers }, 0), truth);
      const { entries, conversation, notes } = desk.threads.c1 ?? {};
      expect({ entries, conversation }).toEqual({
        entries: level.threads.c1?.entries,
        conversation: level.threads.c1?.conversation,
      });
      expect(new Set(notes?.map((note) => note.noteId))).toEqual(new Set(truth.notes.map((note) => note.noteId)));
      expect(desk.ringing).toEqual(level.ringing);
    }),
  );
});
