import { useState } from 'react';
import { londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { CLOCK_PAUSES, type ClockPauseReason } from '../../shared/reference/clock-pauses.ts';
import { useReference } from '../app/reference.ts';
import { keepRow, reloadCase } from '../cases/open-cases.ts';
import { isTime } from '../records/times.ts';
import { TimeField } from '../records/times-input.tsx';
import { serverNow } from '../ui/clock.ts';
import { readDay, writtenDay } from '../ui/dates.ts';
import { Choices, TextField } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import { pauseClock, stopClock } from './guidance-calls.ts';

export type ClockStep = 'stop' | 'pause';

interface ClockDialogProps {
  readonly row: CaseRow;
  readonly clock: ClockView;
  readonly step: ClockStep;
  readonly onClose: () => void;
  readonly onChanged: (clocks: readonly ClockView[]) => void;
}

/** What a clock waits for was done; or the person asked us to wait, always until a moment. */
export function ClockDialog({ row, clock, step, onClose, onChanged }: ClockDialogProps) {
  const stop = step === 'stop';
  const [day, setDay] = useState(stop ? writtenDay(londonDay(serverNow())) : '');
  const [time, setTime] = useState(stop ? nowAsTime() : '09:00');
  const [reason, setReason] = useState<ClockPauseReason | null>(null);
  const reasons = useReference('clockPauses');
  const save = async (said: string): Promise<string | null> => {
    const on = readDay(day);
    if (on === null || !isTime(time)) return say('section.day_fault');
    const when = new Date(londonMoment(on, time)).toISOString();
    const shared = { revision: row.revision, clockId: clock.clockId };
    if (!stop && reason === null) return say('clocks.reason_missing');
    const reply = stop
      ? await stopClock(row.caseId, { ...shared, at: when, said: said.trim() === '' ? null : said })
      : await pauseClock(row.caseId, { ...shared, until: when, reason: reason ?? 'person_asked_later' });
    if (!reply.ok) {
      if (reply.error.details?.reason === 'stopped_already') return say('clocks.over');
      if (reply.error.details?.reason !== 'changed_meanwhile')
        return reply.error.details?.issues?.[0]?.message ?? sentenceOf(reply.error);
      void reloadCase(row.caseId);
      return say('case.moved');
    }
    keepRow(reply.value.row);
    onChanged(reply.value.clocks);
    notify('done', say('clocks.done'));
    return null;
  };
  const name = sayCode('clock', clock.clock);
  return (
    <ReasonDialog
      title={say(stop ? 'clocks.stop_title' : 'clocks.pause_title', { clock: name })}
      label={say(stop ? 'clocks.stop_said' : 'section.note')}
      submit={say(stop ? 'age_rule.finish' : 'clocks.pause_submit')}
      max={2_000}
      words="optional"
      onClose={onClose}
      onSay={save}
    >
      <TextField
        label={say(stop ? 'clocks.stop_at' : 'clocks.pause_until')}
        placeholder={say('section.day_form')}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <TimeField label={say('clocks.pause_time')} value={time} onChange={setTime} />
      {stop ? null : (
        <Choices
          legend={say('clocks.pause_reason')}
          options={reasons}
          chosen={reason === null ? [] : [reason]}
          onChange={([code]) => setReason(CLOCK_PAUSES.find((each) => each === code) ?? null)}
        />
      )}
    </ReasonDialog>
  );
}

function nowAsTime(): string {
  const now = serverNow();
  return now.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });
}
