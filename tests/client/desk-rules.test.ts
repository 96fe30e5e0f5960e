import { describe, expect, test } from 'vitest';
import { ringFor } from '../../client/app/calls.ts';
import { columnsFor, shownSideBySide } from '../../client/app/columns.ts';
import { readPreferences } from '../../client/app/preferences.ts';
import { actionOf, chordOf, EMERGENCY_CHORD, mayBeEmergencyChord, SHORTCUTS } from '../../client/app/shortcuts.ts';
import { standingOf } from '../../client/conversations/standing.ts';
import { tabsOf, tabToShow } from '../../client/conversations/tabs.ts';
import { emptyDesk } from '../../client/desk/desk.ts';
import { openDesk, openThread, reduceDesk } from '../../client/desk/reduce.ts';
import { shouldPrompt, silentSince } from '../../client/safeguarding/silence-rule.ts';
import { aConversation, aMessage, anAgent, anAlert, anOffer, later, T0 } from './support/builders.ts';

describe('offers and alerts', () => {
  const quiet = { ringing: [], alerts: [], agent: anAgent(), takesAlerts: false, now: Date.parse(T0) };
  const ringing = [{ offer: anOffer(), endsAt: 0 }];

  test('the countdown runs on this page from what is left, not from the clock of the server', () => {
    const made = {
      name: 'offer:made',
      payload: { offer: anOffer({ expiresAt: '1999-01-01T00:00:00.000Z' }) },
    } as const;
    expect(reduceDesk(emptyDesk, made, 1_000).ringing[0]?.endsAt).toBe(31_000);
  });

  test('a paused agent is asked by an offer and never rung', () => {
    expect(ringFor({ ...quiet, ringing })).toBe('offer');
    expect(ringFor({ ...quiet, ringing, agent: anAgent({ pausedUntil: later(60_000) }) })).toBeNull();
  });

  test('an alert rings those who may take it until one has taken it by name', () => {
    const open = anAlert();
    const taken = anAlert({ acknowledgedBy: { agentId: 'a9', name: 'Lee' } });
    expect(ringFor({ ...quiet, alerts: [open], takesAlerts: true })).toBe('alert');
    expect(ringFor({ ...quiet, alerts: [open] })).toBeNull();
    expect(ringFor({ ...quiet, alerts: [taken], takesAlerts: true })).toBeNull();
  });

  test('a late copy of the first news does not take an alert away from who has it', () => {
    const taken = anAlert({ acknowledgedBy: { agentId: 'a9', name: 'Lee' } });
    const desk = reduceDesk(
      { ...emptyDesk, alerts: [taken] },
      { name: 'alert:raised', payload: { alert: anAlert() } },
      0,
    );
    expect(desk.alerts[0]?.acknowledgedBy?.name).toBe('Lee');
  });
});

test('an alert that is over is put away', () => {
  const over = { name: 'alert:raised', payload: { alert: anAlert({ closedAt: later(1) }) } } as const;
  expect(reduceDesk({ ...emptyDesk, alerts: [anAlert()] }, over, 0).alerts).toEqual([]);
});

describe('who may write', () => {
  test('after a quick exit nobody can write, whatever the state says', () => {
    const gone = { presence: 'left', since: T0, language: 'en' } as const;
    expect(standingOf(aConversation({ visitor: gone }), 'a1').lock).toBe('left_quickly');
    expect(standingOf(aConversation({ state: 'wrap_up', endReason: 'exit' }), 'a1').lock).toBe('left_quickly');
  });

  test('the holder and whoever consults may write; whoever reads along may not', () => {
    const conversation = aConversation({ consulting: [{ agentId: 'a2', name: 'Ben' }] });
    expect(standingOf(conversation, 'a1').mayWrite).toBe(true);
    expect(standingOf(conversation, 'a2').mayWrite).toBe(true);
    expect(standingOf(conversation, 'a3')).toMatchObject({ mayWrite: false, lock: 'watching' });
  });

  test('wrap-up is for the holder', () => {
    const conversation = aConversation({ state: 'wrap_up', endReason: 'completed' });
    expect(standingOf(conversation, 'a1')).toMatchObject({ wrapUp: true, lock: 'ended' });
    expect(standingOf(conversation, 'a2').wrapUp).toBe(false);
  });
});

describe('what is on the desk', () => {
  test('a conversation given to me appears, one of a colleague does not, a closed one goes', () => {
    const snapshot = { agent: anAgent(), offers: [], conversations: [], alerts: [], serverTime: T0 };
    const desk = openDesk(emptyDesk, snapshot, 0);
    const told = (conversation = aConversation()) =>
      ({ name: 'conversation:changed', payload: { conversationId: 'c1', conversation } }) as const;
    const other = aConversation({ holder: { agentId: 'a2', name: 'Ben' } });
    const mine = reduceDesk(desk, told(), 0);
    expect(Object.keys(mine.threads)).toEqual(['c1']);
    expect(reduceDesk(desk, told(other), 0).threads).toEqual({});
    expect(reduceDesk(mine, told(aConversation({ revision: 2, state: 'closed' })), 0).threads).toEqual({});
  });

  test('an old revision never replaces a newer one', () => {
    const desk = openThread(emptyDesk, { conversation: aConversation({ revision: 5, riskFlag: true }), entries: [] });
    const stale = { conversationId: 'c1', conversation: aConversation({ revision: 4 }) };
    const after = reduceDesk(desk, { name: 'conversation:changed', payload: stale }, 0);
    expect(after.threads.c1?.conversation).toMatchObject({ revision: 5, riskFlag: true });
  });

  test('the conversation attended to is always among those side by side, in the order of the list', () => {
    expect(shownSideBySide(['a', 'b', 'c', 'd'], ['d', 'b'], 2)).toEqual(['b', 'd']);
    expect(shownSideBySide(['a', 'b', 'c'], [], 2)).toEqual(['a', 'b']);
    expect([375, 1024, 1440, 2560].map(columnsFor)).toEqual([1, 2, 3, 3]);
  });

  test('an emergency comes first among the tabs until the person chooses another', () => {
    const tabs = tabsOf({ wide: false, emergency: true, wrapUp: false });
    expect(tabToShow(tabs, undefined)).toBe('emergency');
    expect(tabToShow(tabs, 'notes')).toBe('notes');
    expect(tabToShow(tabsOf({ wide: true, emergency: false, wrapUp: false }), 'chat')).toBe('about');
  });

  test('silence after risk asks the worker after five minutes, once for each line, and only then', () => {
    const ours = aMessage(2, { author: { role: 'agent', agentId: 'a1' }, at: T0 });
    const since = silentSince([aMessage(1), ours]);
    const at = (ms: number) => Date.parse(T0) + ms;
    expect(shouldPrompt(since, true, null, at(299_000))).toBe(false);
    expect(shouldPrompt(since, true, null, at(300_000))).toBe(true);
    expect(shouldPrompt(since, true, since, at(900_000))).toBe(false);
    expect(shouldPrompt(since, false, null, at(900_000))).toBe(false);
    expect(silentSince([ours, aMessage(3)])).toBeNull();
  });
});

describe('keys', () => {
  const settings = { singleKeys: true, emergencyChord: EMERGENCY_CHORD };
  const press = (
    key: string,
    code: string,
    held: Partial<Record<'altKey' | 'shiftKey' | 'ctrlKey', boolean>> = {},
  ) => ({
    key,
    code,
    altKey: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...held,
  });

  test('no two actions share a key', () => {
    const chords = SHORTCUTS.map((shortcut) => shortcut.chord);
    const singles = SHORTCUTS.map((shortcut) => shortcut.single).filter((single) => single !== null);
    expect(new Set(chords).size).toBe(chords.length);
    expect(new Set(singles).size).toBe(singles.length);
  });

  test('a chord works while writing, a single key does not, and single keys can be turned off', () => {
    const a = press('a', 'KeyA');
    expect(actionOf(press('E', 'KeyE', { altKey: true, shiftKey: true }), true, settings)).toBe('emergency');
    expect(actionOf(a, true, settings)).toBeNull();
    expect(actionOf(a, false, settings)).toBe('offer_accept');
    expect(actionOf(a, false, { ...settings, singleKeys: false })).toBeNull();
    expect(actionOf(press('a', 'KeyA', { ctrlKey: true }), false, settings)).toBeNull();
  });

  test('the emergency key can be moved, but not onto another action or a key of the browser', () => {
    expect(mayBeEmergencyChord('Alt+Shift+B')).toBe(true);
    expect(mayBeEmergencyChord('F9')).toBe(true);
    expect(mayBeEmergencyChord('F5')).toBe(false);
    expect(mayBeEmergencyChord('Alt+Shift+S')).toBe(false);
    expect(mayBeEmergencyChord('Ctrl+W')).toBe(false);
    const moved = { ...settings, emergencyChord: 'F9' };
    expect(actionOf(press('F9', 'F9'), true, moved)).toBe('emergency');
    expect(actionOf(press('E', 'KeyE', { altKey: true, shiftKey: true }), true, moved)).toBeNull();
    expect(chordOf(press('Alt', 'AltLeft'))).toBeNull();
  });

  test('settings that are not ours or broken give the usual ones', () => {
    expect(readPreferences('{"sound":false,"singleKeys":"maybe"}')).toMatchObject({ sound: false, singleKeys: true });
    expect(readPreferences('not json')).toMatchObject({ sound: true, emergencyChord: EMERGENCY_CHORD });
  });
});
