import { useSearchParams } from 'react-router';
import { useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import style from './triage.module.css';
import type { BoardFilter } from './triage-calls.ts';

const OWNERS = ['', 'me', 'nobody'] as const;

/** Whose and where; kept in the address, so that going back and a reload come to the same list. */
export function BoardFilters({ filter }: { readonly filter: BoardFilter }) {
  const [, setParams] = useSearchParams();
  const areas = useReference('areas');
  const set = (name: 'owner' | 'area' | 'importId', value: string) =>
    setParams(
      (params) => {
        const next = new URLSearchParams(params);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <div className={style.filters}>
      <Select
        label={say('triage.whose')}
        value={filter.owner}
        options={OWNERS.map((code) => ({ code, label: say(`triage.whose.${code === '' ? 'all' : code}`) }))}
        onChange={(code) => set('owner', code)}
      />
      <Select
        label={say('triage.area')}
        value={filter.area}
        options={[{ code: '', label: say('triage.area_all') }, ...areas]}
        onChange={(code) => set('area', code)}
      />
      {filter.importId === '' ? null : (
        <Button size="small" onClick={() => set('importId', '')}>
          {say('triage.of_file')}
        </Button>
      )}
    </div>
  );
}
