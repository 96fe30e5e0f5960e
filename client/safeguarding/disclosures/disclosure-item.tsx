import { type DisclosureMove, judgeDisclosure } from '../../../shared/domain/disclosure.ts';
import type { DisclosureRow } from '../../../shared/protocol/http/disclosures.ts';
import { labelOf, useReference } from '../../app/reference.ts';
import { dayAndTime } from '../../ui/dates.ts';
import { maybeWords, withWords } from '../../ui/record/fields.ts';
import { type Mark, RecordItem, Words } from '../../ui/record/record-item.tsx';
import { type Move, StepForm } from '../../ui/record/step-form.tsx';
import { StepList } from '../../ui/record/step-list.tsx';
import { say, sayCode } from '../../ui/words.ts';
import { type OpenedDisclosure, openDisclosure, stepDisclosure } from './disclosure-calls.ts';

interface ItemProps {
  readonly disclosure: DisclosureRow;
  readonly onChanged: () => void;
}

export function DisclosureItem({ disclosure, onChanged }: ItemProps) {
  const { disclosureId, reason, recipient, proposedAt, proposedBy, decidedBy, sharedAt, sharedBy } = disclosure;
  const reasons = useReference('disclosureReasons');
  return (
    <RecordItem
      title={labelOf(reasons, reason)}
      marks={marksOf(disclosure)}
      facts={[
        sayCode('recipient', recipient),
        say('disclosure.by', { name: proposedBy.name, when: dayAndTime(proposedAt) }),
        decidedBy === null ? null : say('disclosure.decided', { name: decidedBy.name }),
        sharedAt === null ? null : say('disclosure.shared', { name: sharedBy?.name ?? '', when: dayAndTime(sharedAt) }),
        toldOf(disclosure),
      ]}
      open={() => openDisclosure(disclosureId)}
    >
      {(opened, again) => (
        <Opened
          opened={opened}
          onChanged={() => {
            again();
            onChanged();
          }}
        />
      )}
    </RecordItem>
  );
}

function marksOf({ state, flagged, approval, emergency, hasOutcome }: DisclosureRow): Mark[] {
  return [
    ...(flagged ? [{ text: say('disclosure.flagged'), tone: 'danger' } as const] : []),
    ...(state === 'made' && approval === 'not_approved'
      ? [{ text: say('disclosure.not_agreed'), tone: 'danger' } as const]
      : []),
    { text: sayCode('disclosure_state', state), ...(state === 'proposed' ? { tone: 'warn' as const } : {}) },
    ...(emergency ? [{ text: say('disclosure.emergency') }] : []),
    ...(state === 'made' && !hasOutcome ? [{ text: say('disclosure.no_outcome'), tone: 'warn' } as const] : []),
  ];
}

function toldOf({ told, whyNotTold }: DisclosureRow): string {
  return whyNotTold === null
    ? sayCode('told', told)
    : say('disclosure.not_told', { why: sayCode('why_not_told', whyNotTold) });
}

function movesOf(disclosure: DisclosureRow): Move[] {
  const sharedAt = { name: 'sharedAt', label: say('disclosure.shared_at'), kind: 'moment' } as const;
  const moves: readonly (Move & { readonly kind: DisclosureMove })[] = [
    { kind: 'make', fields: [sharedAt, maybeWords()] },
    { ...withWords('outcome'), kind: 'outcome' },
    { kind: 'told_later', fields: [maybeWords()] },
  ];
  return moves.filter(({ kind }) => judgeDisclosure(disclosure, kind) === null);
}

function Opened({ opened, onChanged }: { readonly opened: OpenedDisclosure; readonly onChanged: () => void }) {
  const { disclosure, recipientName, what, why, steps } = opened;
  const bases = useReference('lawfulBases');
  const conditions = useReference('specialCategoryConditions');
  const moves = movesOf(disclosure);
  return (
    <>
      <Words label={say('disclosure.recipient_name')} text={recipientName} />
      <Words label={say('disclosure.what')} text={what} />
      <Words label={say('disclosure.why')} text={why} />
      <Words label={say('disclosure.basis')} text={labelOf(bases, disclosure.lawfulBasis)} />
      <Words label={say('disclosure.special')} text={labelOf(conditions, disclosure.specialCategory)} />
      <StepList steps={steps} />
      {moves.length === 0 ? null : (
        <StepForm
          moves={moves}
          revision={disclosure.revision}
          onSend={(body) => stepDisclosure(disclosure.disclosureId, body)}
          onDone={onChanged}
        />
      )}
    </>
  );
}
