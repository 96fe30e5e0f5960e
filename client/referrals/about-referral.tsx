import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Undeliverable } from '../../shared/protocol/http/referral-follow-up.ts';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';

interface AboutProps {
  readonly row: Pick<Undeliverable, 'rings' | 'caseId'>;
  /** False where ringing them is not the next thing to do. */
  readonly rings?: boolean;
  readonly children: ReactNode;
}

/** Whom to ring, and the case it is of. */
export function About({ row: { rings, caseId }, rings: shown = true, children }: AboutProps) {
  return (
    <p className={style.facts}>
      {children}
      {shown ? (
        <span>{rings === null ? say('follow_up.nobody_to_ring') : say('follow_up.rings', { ...rings })}</span>
      ) : null}
      {caseId === null ? null : <Link to={`/cases/${caseId}/referrals`}>{say('follow_up.to_case')}</Link>}
    </p>
  );
}
