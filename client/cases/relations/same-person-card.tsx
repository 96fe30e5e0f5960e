import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import { londonDay } from '../../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../../shared/protocol/http/cases.ts';
import { useMay } from '../../app/session.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Button } from '../../ui/button.tsx';
import { dayInWords } from '../../ui/dates.ts';
import { say } from '../../ui/words.ts';
import { ApartDialog } from './apart-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { findDuplicates } from './relation-calls.ts';
import style from './relations.module.css';

interface ProposeProps {
  readonly reference: string;
  /** It was over before they came again: it is read, and may still be joined. */
  readonly earlier: boolean;
  readonly onPropose: (reference: string) => void;
}

function Propose({ reference, earlier, onPropose }: ProposeProps) {
  return (
    <>
      <span className={style.mark}>{say(earlier ? 'same.earlier' : 'same.likely')}</span>
      <Button size="small" onClick={() => onPropose(reference)}>
        {say('same.propose')}
        <span className="visually-hidden"> {reference}</span>
      </Button>
    </>
  );
}

const dayOf = (at: string): string => londonDay(new Date(at));

type Open = { readonly join: string } | { readonly apart: string } | null;

/** Cases that may be the same person, those that were joined with this one, and the way to propose or undo it (H8). */
export function SamePersonCard({ view: { row, mergedFrom, mergedInto } }: { readonly view: CaseView }) {
  const { value } = useAsked(useCallback(() => findDuplicates(row.caseId), [row.caseId]));
  const mayUndo = useMay('case.allocate');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const duplicates = value?.duplicates ?? [];
  const others = value?.others ?? [];
  const propose = (join: string) => setOpen({ join });
  return (
    <section className={style.card}>
      <h2>{say('same.title')}</h2>
      <p className={style.about}>{say('same.text')}</p>
      {value !== null && duplicates.length + others.length === 0 ? (
        <p className={style.quiet}>{say('same.none')}</p>
      ) : null}
      <ul className={style.rows}>
        {duplicates.map(({ row: other, earlier }) => (
          <li key={other.caseId}>
            <Link to={`/cases/${other.caseId}`}>{other.reference}</Link>
            <bdi dir="auto">{other.calledName ?? say('cases.no_name')}</bdi>
            {other.closedAt === null ? null : (
              <span>{say('same.closed', { when: dayInWords(dayOf(other.closedAt)) })}</span>
            )}
            <Propose reference={other.reference} earlier={earlier} onPropose={propose} />
          </li>
        ))}
        {others.map(({ reference, owner, earlier }) => (
          <li key={reference}>
            <span>{owner === null ? reference : say('same.elsewhere', { reference, owner: owner.name })}</span>
            <Propose reference={reference} earlier={earlier} onPropose={propose} />
          </li>
        ))}
        {mergedFrom.map(({ caseId, reference }) => (
          <li key={caseId}>
            <span>{say('same.merged_from', { reference })}</span>
            <Link to={`/cases/${caseId}`}>{say('same.open', { reference })}</Link>
            {mayUndo ? (
              <Button look="plain" size="small" onClick={() => setOpen({ apart: caseId })}>
                {say('same.apart')}
                <span className="visually-hidden"> {reference}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mergedInto === null ? (
        <div className={style.actions}>
          <Button size="small" onClick={() => setOpen({ join: '' })}>
            {say('same.by_reference')}
          </Button>
        </div>
      ) : null}
      {open !== null && 'join' in open ? <JoinDialog caseId={row.caseId} known={open.join} onClose={close} /> : null}
      {open !== null && 'apart' in open ? (
        <ApartDialog caseId={open.apart} intoId={row.caseId} onClose={close} />
      ) : null}
    </section>
  );
}
