import { useNavigate } from 'react-router';
import { beginDraft, holdsSomething, useDraft } from '../records/drafts.ts';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { blankContact } from './contact-fields.ts';

interface KeepProps {
  readonly caseId: string;
  readonly address: string;
}

/** Only if they want it: the address is begun as a way to reach them, with the questions that belong to one. */
export function KeepAsAddress({ caseId, address }: KeepProps) {
  const navigate = useNavigate();
  const key = `contact ${caseId} new`;
  const draft = useDraft(key);
  // What is half written there already is somebody's work.
  if (draft !== null && holdsSomething(draft)) return null;
  const keep = () => {
    const blank = blankContact();
    const value = address.trim().toUpperCase();
    beginDraft(key, { body: blank, revision: 0 }, { ...blank, channel: 'post', value });
    void navigate(`/cases/${caseId}/contact`);
  };
  return (
    <Button look="plain" size="small" onClick={keep}>
      {say('area_finder.keep')}
    </Button>
  );
}
