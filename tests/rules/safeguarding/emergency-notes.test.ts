import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChangedNotes,
  changeNotes,
  type EmergencyChange,
  type EmergencyNotes,
  NOTHING_NOTED,
} from '../../../shared/domain/emergency.ts';

const AMARA = { at: '2026-11-26T10:00:00.000Z', by: 'Amara' };
const OONAGH = { at: '2026-11-26T10:01:00.000Z', by: 'Oonagh' };
const number = (was: string | null, now: string | null): EmergencyChange => ({ field: 'incidentNumber', was, now });
const step = (code: string, was: string | null, now: boolean): EmergencyChange => ({ field: 'step', code, was, now });

function notesOf(changed: ChangedNotes): EmergencyNotes {
  if (changed.outcome !== 'changed') throw new Error(`Refused: ${changed.what}`);
  return changed.notes;
}

describe('what two people note in an emergency', () => {
  it('is all kept: a step each, a field each', () => {
    const first = notesOf(changeNotes(NOTHING_NOTED, [step('stay', null, true), number(null, '24-1')], AMARA));
    // She has not seen the first one's yet.
    const both = notesOf(
      changeNotes(first, [step('call_999', null, true), { field: 'place', was: null, now: 'Dover' }], OONAGH),
    );
    expect(both).toEqual({
      fields: { incidentNumber: { value: '24-1', ...AMARA }, place: { value: 'Dover', ...OONAGH } },
      steps: [
        { code: 'stay', ...AMARA },
        { code: 'call_999', ...OONAGH },
      ],
    });
  });

  it('is not overwritten by who saw something else, who is told by whom it was changed', () => {
    const first = notesOf(changeNotes(NOTHING_NOTED, [number(null, '24-1')], AMARA));
    expect(changeNotes(first, [number(null, '24-2')], OONAGH)).toEqual({
      outcome: 'changed_meanwhile',
      what: 'incidentNumber',
      changedBy: 'Amara',
    });
    expect(notesOf(changeNotes(first, [number('24-1', '24-2')], OONAGH)).fields.incidentNumber?.by).toBe('Oonagh');
  });

  it('a stale console takes back no step that a colleague ticked, and ticks none a second time', () => {
    const first = notesOf(changeNotes(NOTHING_NOTED, [step('call_999', null, true)], AMARA));
    expect(changeNotes(first, [step('call_999', null, false)], OONAGH)).toMatchObject({ what: 'call_999' });
    expect(notesOf(changeNotes(first, [step('call_999', null, true)], OONAGH))).toEqual(first);
    // Ticked anew since: the tick that was seen is not the one that stands.
    const gone = notesOf(changeNotes(first, [step('call_999', AMARA.at, false)], AMARA));
    const anew = notesOf(changeNotes(gone, [step('call_999', null, true)], OONAGH));
    expect(changeNotes(anew, [step('call_999', AMARA.at, false)], AMARA)).toMatchObject({ changedBy: 'Oonagh' });
    expect(notesOf(changeNotes(anew, [step('call_999', OONAGH.at, false)], AMARA)).steps).toEqual([]);
  });

  it('is done whole or not at all', () => {
    const first = notesOf(changeNotes(NOTHING_NOTED, [number(null, '24-1')], AMARA));
    const wrong = changeNotes(first, [step('stay', null, true), number(null, '24-2')], OONAGH);
    expect(wrong.outcome).toBe('changed_meanwhile');
    expect(first.steps).toEqual([]);
  });

  it('however consoles are behind, no tick and no value is lost that the writer had not seen', () => {
    const codes = ['stay', 'call_999', 'told_person'];
    const anyChange = fc.record({
      code: fc.constantFrom(...codes),
      on: fc.boolean(),
      /** How many changes behind the writer's console is. */
      behind: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 30 }), (writes) => {
        const history = [NOTHING_NOTED];
        for (const [index, { code, on, behind }] of writes.entries()) {
          const now = history.at(-1) ?? NOTHING_NOTED;
          const seen = history[Math.max(0, history.length - 1 - behind)] ?? NOTHING_NOTED;
          const was = seen.steps.find((each) => each.code === code)?.at ?? null;
          const at = new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString();
          const changed = changeNotes(now, [step(code, was, on)], { at, by: 'somebody' });
          const next = changed.outcome === 'changed' ? changed.notes : now;
          for (const standing of now.steps) {
            const kept = next.steps.some((each) => each.code === standing.code && each.at === standing.at);
            const wasSeen = seen.steps.some((each) => each.code === standing.code && each.at === standing.at);
            if (!kept) expect([code, on, wasSeen]).toEqual([standing.code, false, true]);
          }
          history.push(next);
        }
      }),
    );
  });
});
