import { useRef } from 'react';
import { Navigate } from 'react-router';
import { useMay } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { ApprovalItem } from './approval-item.tsx';
import { refreshApprovals, useApprovals } from './approvals.ts';
import style from './approvals-page.module.css';

/** What one person may not decide alone, oldest first. */
export function ApprovalsPage() {
  return useMay('approval.list') ? <Approvals /> : <Navigate to="/" replace />;
}

function Approvals() {
  const { approvals, error } = useApprovals();
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <main className={style.page}>
      <header className={style.head}>
        <h1 ref={title} tabIndex={-1}>
          {say('approvals.title')}
        </h1>
        <p>{say('approvals.text')}</p>
      </header>
      {error === null ? null : (
        <div className={style.failed}>
          <Problem>{`${say('approvals.failed')} ${sentenceOf(error)}`}</Problem>
          <Button size="small" onClick={() => void refreshApprovals()}>
            {say('again')}
          </Button>
        </div>
      )}
      {approvals === null && error === null ? <p className={style.quiet}>{say('loading')}</p> : null}
      {approvals?.length === 0 ? <p className={style.quiet}>{say('approvals.nothing')}</p> : null}
      {approvals === null || approvals.length === 0 ? null : (
        <ol className={style.list} aria-label={say('approvals.list')}>
          {approvals.map((approval) => (
            <li key={approval.approvalId}>
              <ApprovalItem approval={approval} onDone={() => title.current?.focus()} />
            </li>
          ))}
        </ol>
      )}
    </main>
  );
}
