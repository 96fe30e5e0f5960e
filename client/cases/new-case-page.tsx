import { Link, Navigate, useNavigate } from 'react-router';
import { useMay } from '../app/session.ts';
import { say } from '../ui/words.ts';
import style from './case-page.module.css';
import { blankCase } from './new-case.ts';
import { NewCaseForm } from './new-case-form.tsx';

/** For who rang, wrote or came in; of a conversation a case is made beside it, on the desk. */
export function NewCasePage() {
  const navigate = useNavigate();
  const may = useMay('case.make');
  if (!may) return <Navigate to="/cases" replace />;
  return (
    <main className={style.page}>
      <Link to="/cases" className={style.back}>
        {say('case.back')}
      </Link>
      <div className={style.narrow}>
        <h1>{say('make.title')}</h1>
        <NewCaseForm
          draftKey="new"
          conversationId={null}
          known={blankCase}
          lines={[]}
          comesAlong={[]}
          onMade={({ row }) => void navigate(`/cases/${row.caseId}`)}
        />
      </div>
    </main>
  );
}
