import { Suspense } from 'react';
import { Link, useParams } from 'react-router';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { useFormKeys } from '../app/form-drafts.ts';
import { ContactsPart } from '../contacts/contacts-part.tsx';
import { EnhancedCard } from '../guidance/enhanced-card.tsx';
import { GuidancePart } from '../guidance/guidance-part.tsx';
import { keysHeld, useDrafts } from '../records/drafts.ts';
import { Button } from '../ui/button.tsx';
import { later } from '../ui/later.ts';
import { NavMenu } from '../ui/nav-menu.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { CaseHeader } from './case-header.tsx';
import style from './case-page.module.css';
import { CaseStudyCard } from './case-study-card.tsx';
import { reloadCase, useCase } from './open-cases.ts';
import { CaseOverview } from './overview.tsx';
import { isDrafted, PARTS, type Part, partIn, SECTIONS_OF } from './parts.ts';
import { RelationsPart } from './relations/relations-part.tsx';
import { SectionCard } from './section-card.tsx';
import { CaseTimeline } from './timeline.tsx';

const AssessmentsPart = later(async () => (await import('../assessments/assessments-part.tsx')).AssessmentsPart);
const ReferralsPart = later(async () => (await import('./referrals/referrals-part.tsx')).ReferralsPart);
const PlansPart = later(async () => (await import('../plans/plans-part.tsx')).PlansPart);

/** Parts that are fetched when they are opened. */
const LATE: Readonly<Partial<Record<Part, typeof PlansPart>>> = {
  ...{ assessments: AssessmentsPart, plan: PlansPart, referrals: ReferralsPart },
};

export function CasePage() {
  const { caseId = '', part } = useParams();
  return <OneCase key={caseId} caseId={caseId} part={partIn(part)} />;
}

function OneCase({ caseId, part }: { readonly caseId: string; readonly part: Part }) {
  const { view, error } = useCase(caseId);
  if (view === null) {
    return (
      <main className={style.page}>
        <Back />
        {error === null ? <p className={style.quiet}>{say('loading')}</p> : null}
        {error?.code === 'not_found' ? (
          <div className={style.gone}>
            <h1>{say('case.gone')}</h1>
            <p>{say('case.gone_text')}</p>
          </div>
        ) : null}
        {error !== null && error.code !== 'not_found' ? (
          <div className={style.gone} role="alert">
            <p>{sentenceOf(error)}</p>
            <Button size="small" onClick={() => void reloadCase(caseId)}>
              {say('again')}
            </Button>
          </div>
        ) : null}
      </main>
    );
  }
  return (
    <main className={style.page}>
      <Back />
      <CaseHeader view={view} brief={part !== 'overview'} />
      <div className={style.columns}>
        <PartLinks caseId={caseId} part={part} />
        <div className={style.part}>
          <Content part={part} view={view} />
        </div>
      </div>
    </main>
  );
}

function Back() {
  return (
    <Link to="/cases" className={style.back}>
      {say('case.back')}
    </Link>
  );
}

function PartLinks({ caseId, part }: { readonly caseId: string; readonly part: Part }) {
  const begun = [...keysHeld(useDrafts()), ...useFormKeys()];
  return (
    <NavMenu label={say('case.parts')} current={sayCode('part', part)} shape="side">
      {PARTS.map((each) => (
        <Link key={each} to={`/cases/${caseId}/${each}`} aria-current={each === part ? 'page' : undefined}>
          {sayCode('part', each)}
          {isDrafted(each, caseId, begun) ? (
            <span className={style.unsaved} title={say('section.unsaved')}>
              <span className="visually-hidden"> {say('section.unsaved')}</span>
            </span>
          ) : null}
        </Link>
      ))}
    </NavMenu>
  );
}

function Content({ part, view }: { readonly part: Part; readonly view: CaseView }) {
  if (part === 'overview') return <CaseOverview view={view} />;
  if (part === 'contact') return <ContactsPart view={view} />;
  if (part === 'guidance') return <GuidancePart view={view} />;
  const Late = LATE[part];
  if (Late !== undefined) {
    return (
      <Suspense fallback={<p className={style.quiet}>{say('loading')}</p>}>
        <Late view={view} />
      </Suspense>
    );
  }
  if (part === 'relations') return <RelationsPart view={view} />;
  if (part === 'timeline') return <CaseTimeline view={view} />;
  const sections = SECTIONS_OF[part] ?? [];
  const cards = sections.map((section) => {
    const saved = view.sections.find((each) => each.section === section);
    return saved === undefined ? null : <SectionCard key={section} view={view} saved={saved} />;
  });
  if (part === 'support') return [...cards, <CaseStudyCard key="case-study" row={view.row} />];
  return part === 'rights' ? [<EnhancedCard key="enhanced" view={view} />, ...cards] : cards;
}
