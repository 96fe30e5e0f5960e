import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { postcodeFault } from '../../shared/domain/outward-codes.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { KeepAsAddress } from '../contacts/keep-as-address.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { focusAfter } from '../ui/focus-after.ts';
import { sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type AreaFound, findArea } from './area-calls.ts';
import style from './area-finder.module.css';

interface FinderProps {
  /** Of the field that it helps with. */
  readonly label: string;
  readonly chosen: string | null;
  readonly onChoose: (area: string) => void;
}

/**
 * A postcode suggests the district, and the person's word decides (D6): nothing is chosen before somebody presses it, and the
 * postcode goes when the form does.
 */
export function AreaFinder({ label, chosen, onChoose }: FinderProps) {
  const { caseId } = useParams();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  /** With the postcode that it was found by: another may be typed by now. */
  const [found, setFound] = useState<{ readonly postcode: string; readonly area: AreaFound } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const [newest] = useState(newestOnly);
  const id = useId();
  const find = async () => {
    const wrong = postcodeFault(typed);
    setFault(wrong);
    setFound(null);
    newest.letGo('area');
    if (wrong !== null) return box.current?.querySelector('input')?.focus();
    const reply = await newest.ask('area', () => findArea(typed));
    if (reply === null) return;
    if (reply.ok) setFound({ postcode: typed, area: reply.value });
    else setFault(sentenceOf(reply.error));
  };
  const show = (to: boolean) => {
    if (!to) return setOpen(false);
    const begin = () => {
      newest.letGo('area');
      setOpen(true);
      setTyped('');
      setFound(null);
      setFault(null);
    };
    focusAfter(begin, () => box.current?.querySelector('input'));
  };
  /** Enter would send the form that stands around it, Escape would close what is around it. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') return void find();
    show(false);
    toggle.current?.focus();
  };
  return (
    <div className={style.finder}>
      <Button
        ref={toggle}
        look="plain"
        size="small"
        className={style.toggle}
        aria-expanded={open}
        aria-controls={id}
        aria-label={say('area_finder.open_for', { label })}
        onClick={() => show(!open)}
      >
        {say('area_finder.open')}
      </Button>
      <div id={id} ref={box} hidden={!open} className={style.box}>
        <div className={style.line}>
          <TextField
            label={say('area_finder.postcode')}
            hint={say('area_finder.hint')}
            problem={fault ?? undefined}
            maxLength={12}
            autoCapitalize="characters"
            spellCheck={false}
            value={typed}
            onKeyDown={onKeyDown}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button size="small" onClick={() => void find()}>
            {say('area_finder.find')}
          </Button>
        </div>
        <div role="status">{found === null ? null : <Found found={found.area} {...{ chosen, onChoose }} />}</div>
        {found === null || caseId === undefined ? null : <KeepAsAddress caseId={caseId} address={found.postcode} />}
      </div>
    </div>
  );
}

interface FoundProps extends Omit<FinderProps, 'label'> {
  readonly found: AreaFound;
}

function Found({ found: { found, areas, sentence, signpost }, chosen, onChoose }: FoundProps) {
  const choices = found === 'outside' ? [{ code: 'out_of_area', label: say('area_finder.elsewhere') }] : areas;
  return (
    <div className={style.found}>
      <p>{sentence}</p>
      <div className={style.choices}>
        {choices.map(({ code, label }) => (
          <Button key={code} size="small" aria-pressed={chosen === code} onClick={() => onChoose(code)}>
            {found === 'outside' ? label : say('area_finder.they_say', { area: label })}
          </Button>
        ))}
      </div>
      {signpost === null ? null : (
        <div className={style.signpost}>
          <p>{say('area_finder.signpost')}</p>
          <p>
            <strong>{signpost.label}</strong>
          </p>
          <p className={style.address}>{signpost.address}</p>
          {signpost.phone === null ? null : <p>{signpost.phone}</p>}
          {signpost.unverified ? <p className={style.doubt}>{say('guidance.unverified')}</p> : null}
          <p>{say('eligibility.crisis')}</p>
        </div>
      )}
    </div>
  );
}
