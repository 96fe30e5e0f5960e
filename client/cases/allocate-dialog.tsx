import { useState } from 'react';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { Caseload } from '../../shared/protocol/http/caseloads.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Choices, Problem, Select } from '../ui/field.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { allocateCase } from './case-calls.ts';
import { type Caseloads, useCaseloads } from './caseloads.ts';
import { keepRow, reloadCase } from './open-cases.ts';

/** Gives the case to somebody; past a cap only when that is said twice, and never against a conflict. */
export function AllocateDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const { row, workers } = view;
  const loads = useCaseloads(true);
  const [ownerId, setOwnerId] = useState(row.owner?.agentId ?? '');
  const [workerIds, setWorkerIds] = useState<readonly string[]>(workers.map(({ agentId }) => agentId));
  const [full, setFull] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const people = loads?.people ?? [];
  const nameOf = (agentId: string): string => people.find((each) => each.agentId === agentId)?.name ?? '';
  const refuse = (error: WireError) => {
    const { reason, name, caseload, cap } = error.details ?? {};
    if (reason === 'caseload_full') {
      return setFull(say('allocate.over', { name: nameOf(ownerId), caseload: Number(caseload), cap: Number(cap) }));
    }
    if (reason === 'conflict_of_interest') return setProblem(say('allocate.conflict', { name: String(name) }));
    if (reason === 'changed_meanwhile') {
      void reloadCase(row.caseId);
      return setProblem(say('case.moved'));
    }
    setProblem(reason === 'not_open' ? say('case.not_open') : sentenceOf(error));
  };
  const give = async () => {
    setProblem(null);
    const reply = await allocateCase(row.caseId, {
      ...{ revision: row.revision, ownerId: ownerId === '' ? null : ownerId, workerIds },
      ...(full === null ? {} : { overCap: true }),
    });
    if (!reply.ok) return refuse(reply.error);
    keepRow(reply.value.row);
    onClose();
    const name = nameOf(ownerId);
    notify('done', name === '' ? say('allocate.done_nobody') : say('allocate.done', { name }));
    // Who works in it stands in the case, not in its row.
    await reloadCase(row.caseId);
  };
  const choose = (agentId: string) => {
    setOwnerId(agentId);
    setFull(null);
  };
  return (
    <Dialog title={say('allocate.title')} onClose={onClose}>
      <Select
        label={say('allocate.owner')}
        value={ownerId}
        onChange={choose}
        options={[
          { code: '', label: say('allocate.nobody') },
          ...people.map((person) => ({ code: person.agentId, label: describe(person, loads) })),
        ]}
      />
      <Choices
        legend={say('allocate.workers')}
        options={people
          .filter(({ agentId }) => agentId !== ownerId)
          .map(({ agentId, name }) => ({ code: agentId, label: name }))}
        chosen={workerIds}
        many
        beside
        onChange={setWorkerIds}
      />
      <Problem>{problem ?? full}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" disabled={loads === null} onClick={() => void give()}>
          {say(full === null ? 'allocate.submit' : 'allocate.over_submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function describe({ name, role, open }: Caseload, loads: Caseloads | null): string {
  const said = { name, role: sayCode('role', role), caseload: open };
  const cap = loads?.cap ?? null;
  return cap === null ? say('allocate.person', said) : say('allocate.person_cap', { ...said, cap });
}
