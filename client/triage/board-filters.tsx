import { useSearchParams } from 'react-router';
import { useReference } from '../app/reference.ts';
import { Select } from '../ui/field.tsx';
import { say } from '../ui/words.ts';
import style from './triage.module.css';

/** Narrows the board; what was chosen stands in the address, so that it stays after a reload. */
export function BoardFilters() {
  const [params, setParams] = useSearchParams();
  const areas = useReference('areas');
  const choose = (name: string) => (value: string) =>
    setParams(
      (known) => {
        const next = new URLSearchParams(known);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const any = { code: '', label: say('triage.any') };
  return (
    <div className={style.giving}>
      <Select
        label={say('triage.filter_owner')}
        value={params.get('owner') ?? ''}
        onChange={choose('owner')}
        options={[
          any,
          { code: 'me', label: say('triage.owner_me') },
          { code: 'nobody', label: say('triage.owner_nobody') },
        ]}
      />
      <Select
        label={say('triage.filter_area')}
        value={params.get('area') ?? ''}
        onChange={choose('area')}
        options={[any, ...areas]}
      />
    </div>
  );
}
