import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import type { CaseView } from '../../../shared/protocol/http/cases.ts';
import { labelOf, useReference } from '../../app/reference.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { notify, notifyProblem, sentenceOf } from '../../ui/notices.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/words.ts';
import { linkRelative, readLinks, unlinkRelative } from './relation-calls.ts';
import style from './relations.module.css';

/** Relatives are clients in their own right: linked, and never told of each other unless both agreed (E4). */
export function RelativesCard({ view: { row } }: { readonly view: CaseView }) {
  const { caseId, state } = row;
  const relations = useReference('relationKinds');
  const { value, again } = useAsked(useCallback(() => readLinks(caseId), [caseId]));
  const [adding, setAdding] = useState(false);
  const links = value?.links ?? [];
  const remove = async (linkId: string) => {
    const reply = await unlinkRelative(caseId, linkId);
    if (!reply.ok) notifyProblem(reply.error);
    again();
  };
  return (
    <section className={style.card}>
      <h2>{say('relatives.title')}</h2>
      <p className={style.about}>{say('relatives.text')}</p>
      {value !== null && links.length === 0 ? <p className={style.quiet}>{say('relatives.none')}</p> : null}
      <ul className={style.rows}>
        {links.map((link) => (
          <li key={link.linkId}>
            <Link to={`/cases/${link.caseId}`}>{link.reference}</Link>
            <span>{labelOf(relations, link.relation)}</span>
            <span className={style.mark} data-known={link.mayKnowOfEachOther}>
              {say(link.mayKnowOfEachOther ? 'relatives.may_know' : 'relatives.may_not_know')}
            </span>
            <Button look="plain" size="small" onClick={() => void remove(link.linkId)}>
              {say('relatives.remove')}
              <span className="visually-hidden"> {link.reference}</span>
            </Button>
          </li>
        ))}
      </ul>
      {state === 'merged' ? null : (
        <div className={style.actions}>
          <Button size="small" onClick={() => setAdding(true)}>
            {say('relatives.add')}
          </Button>
        </div>
      )}
      {adding ? (
        <LinkDialog
          caseId={caseId}
          onClose={() => setAdding(false)}
          onLinked={() => {
            setAdding(false);
            again();
          }}
        />
      ) : null}
    </section>
  );
}

interface LinkDialogProps {
  readonly caseId: string;
  readonly onClose: () => void;
  readonly onLinked: () => void;
}

function LinkDialog({ caseId, onClose, onLinked }: LinkDialogProps) {
  const relations = useReference('relationKinds');
  const [reference, setReference] = useState('');
  const [relation, setRelation] = useState('');
  const [agreed, setAgreed] = useState(false);
  const link = async (said: string, clientId: string): Promise<string | null> => {
    const bothAgreed = agreed ? said : null;
    const reply = await linkRelative(caseId, { clientId, reference, relation, bothAgreed });
    if (!reply.ok) return reply.error.details?.issues?.[0]?.message ?? sentenceOf(reply.error);
    notify('done', say('relatives.done'));
    onLinked();
    return null;
  };
  return (
    <ReasonDialog
      title={say('relatives.add_title')}
      label={say('relatives.agreed_said')}
      submit={say('relatives.submit')}
      max={1_000}
      missing={say('relatives.agreed_said')}
      words={agreed ? 'needed' : 'none'}
      chosen={[caseId, reference, relation, agreed]}
      check={() => (relation === '' ? say('relatives.relation_missing') : null)}
      onClose={onClose}
      onSay={link}
    >
      <TextField
        label={say('same.reference')}
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <Select
        label={say('relatives.relation')}
        value={relation}
        options={[{ code: '', label: '' }, ...relations]}
        onChange={setRelation}
      />
      <label className={style.tick}>
        <input type="checkbox" checked={agreed} onChange={() => setAgreed(!agreed)} />
        <span>{say('relatives.agreed')}</span>
      </label>
    </ReasonDialog>
  );
}
