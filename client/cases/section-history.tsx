import { useEffect, useState } from 'react';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { SavedSection } from '../../shared/protocol/http/cases.ts';
import { labelOf, Version } from '../records/difference-view.tsx';
import { asValues } from '../records/field.ts';
import { mergeSection } from '../records/merge.ts';
import { RecordRead } from '../records/record-read.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Problem } from '../ui/field.tsx';
import { sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { sectionHistory } from './case-calls.ts';
import style from './section-card.module.css';
import { SECTION_FIELDS } from './sections/sections.ts';

interface HistoryProps {
  readonly caseId: string;
  readonly section: CaseSection;
  /** A save while this is open asks again. */
  readonly revision: number;
}

/** What each save changed, newest first. Looking is recorded. */
export function SectionHistory({ caseId, section, revision }: HistoryProps) {
  const [versions, setVersions] = useState<readonly SavedSection[] | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to ask again
  useEffect(() => {
    let here = true;
    void sectionHistory(caseId, section).then((reply) => {
      if (!here) return;
      if (reply.ok) setVersions(reply.value.versions);
      else setError(reply.error);
    });
    return () => {
      here = false;
    };
  }, [caseId, section, revision]);
  return (
    <section className={style.history}>
      <h3>{say('history.title', { section: sayCode('section.title', section) })}</h3>
      <Problem>{error === null ? null : sentenceOf(error)}</Problem>
      {versions === null && error === null ? <p className={style.quiet}>{say('loading')}</p> : null}
      <ol>
        {(versions ?? []).map((version, index) => (
          <Change key={version.revision} version={version} before={versions?.[index + 1] ?? null} />
        ))}
      </ol>
    </section>
  );
}

function Change({ version, before }: { readonly version: SavedSection; readonly before: SavedSection | null }) {
  const fields = SECTION_FIELDS[version.section];
  const when = version.changedAt === null ? '' : dayAndTime(version.changedAt);
  return (
    <li>
      <p className={style.by}>
        {say('history.by', { name: version.changedBy?.name ?? say('timeline.system'), when })}
        {before === null ? ` · ${say('history.first')}` : null}
      </p>
      {before === null ? (
        <RecordRead fields={fields} body={asValues(version.body)} />
      ) : (
        <Changes version={version} before={before} />
      )}
    </li>
  );
}

/** The same comparison as between two people: of one who wrote nothing, and one who wrote this. */
function Changes({ version, before }: { readonly version: SavedSection; readonly before: SavedSection }) {
  const base = asValues(before.body);
  const fields = SECTION_FIELDS[version.section];
  const { differences } = mergeSection(fields, { base, mine: base, theirs: asValues(version.body) });
  if (differences.length === 0) return <p className={style.quiet}>{say('history.same')}</p>;
  return (
    <dl className={style.changes}>
      {differences.map((difference) => (
        <div key={difference.path}>
          <dt>{labelOf(difference)}</dt>
          <dd>
            <span>{say('history.before')}</span> <Version difference={difference} value={difference.base} />
          </dd>
          <dd>
            <span>{say('history.after')}</span> <Version difference={difference} value={difference.theirs} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
