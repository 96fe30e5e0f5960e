import { Suspense, useState } from 'react';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { command } from '../app/live.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Problem, Select } from '../ui/field.tsx';
import { later } from '../ui/later.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './ask-form.module.css';
import { Competence } from './competence.tsx';
import {
  cardOf,
  chosenRecipient,
  chosenWording,
  consentInput,
  emptyDraft,
  missingNeeded,
  type Offered,
  type OfferedRecipient,
  type OfferedWording,
  usableRecipients,
  wordingsFor,
} from './consent-draft.ts';
import { changeDraft, useDrafts } from './drafts.ts';
import { ItemFields } from './item-fields.tsx';
import { Preview } from './preview.tsx';
import { useOffered } from './use-offered.ts';

const CardFacts = later(async () => (await import('../portal/card-facts.tsx')).CardFacts);

interface AskProps {
  readonly conversation: StaffConversation;
  readonly onDone: () => void;
}

/** Write, then look at the very card, then ask. One recipient at a time, nothing chosen beforehand (H3). */
export function AskForm({ conversation, onDone }: AskProps) {
  const { conversationId } = conversation;
  const offered = useOffered(conversationId);
  const draft = useDrafts((drafts) => drafts[conversationId] ?? emptyDraft);
  if (offered === null) return <p className={style.quiet}>{say('loading')}</p>;
  const recipient = chosenRecipient(offered, draft);
  const wording = chosenWording(offered, draft, conversation.visitor.language);
  return (
    <div className={style.form}>
      <header className={style.head}>
        <h3>{say('ask.title')}</h3>
        <Button look="plain" size="small" onClick={onDone}>
          {say('back')}
        </Button>
      </header>
      <Competence conversation={conversation} />
      <RecipientChoice offered={offered} conversationId={conversationId} chosen={recipient} />
      {recipient === null ? null : (
        <>
          <WordingChoice offered={offered} conversationId={conversationId} wording={wording} />
          <ItemFields conversationId={conversationId} recipient={recipient} draft={draft} />
          {wording === null ? (
            <Problem>{say('ask.no_wording')}</Problem>
          ) : (
            <PreviewAndAsk conversationId={conversationId} recipient={recipient} wording={wording} onDone={onDone} />
          )}
        </>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly offered: Offered;
  readonly conversationId: string;
}

function RecipientChoice({ offered, conversationId, chosen }: ChoiceProps & { chosen: OfferedRecipient | null }) {
  const usable = usableRecipients(offered);
  const others = offered.recipients.filter((recipient) => !recipient.usable);
  return (
    <>
      {usable.length === 0 ? <p className={style.quiet}>{say('ask.no_recipients')}</p> : null}
      <Choices
        legend={say('ask.recipient')}
        options={usable.map(({ recipientId, name }) => ({ code: recipientId, label: name }))}
        chosen={chosen === null ? [] : [chosen.recipientId]}
        onChange={([recipientId]) => changeDraft(conversationId, { recipientId: recipientId ?? null, purposeId: null })}
      />
      {others.length === 0 ? null : (
        <p className={style.quiet}>{say('ask.unusable', { names: others.map(({ name }) => name).join(', ') })}</p>
      )}
      {chosen === null || chosen.card === null ? null : (
        <Suspense fallback={null}>
          <CardFacts name={chosen.name} card={chosen.card} asking />
        </Suspense>
      )}
      {chosen === null ? null : <PurposeChoice conversationId={conversationId} recipient={chosen} />}
    </>
  );
}

function PurposeChoice({ conversationId, recipient }: { conversationId: string; recipient: OfferedRecipient }) {
  const purposeId = useDrafts((drafts) => drafts[conversationId]?.purposeId ?? null);
  const { purposes } = recipient;
  if (purposes.length < 2) return null;
  return (
    <Select
      label={say('ask.purpose')}
      value={purposeId ?? purposes[0]?.purposeId ?? ''}
      options={purposes.map((purpose) => ({ code: purpose.purposeId, label: purpose.text }))}
      onChange={(code) => changeDraft(conversationId, { purposeId: code })}
    />
  );
}

function WordingChoice({ offered, conversationId, wording }: ChoiceProps & { wording: OfferedWording | null }) {
  const wordings = wordingsFor(offered, 'ask');
  if (wordings.length < 2 || wording === null) return null;
  const codeOf = (w: OfferedWording) => `${w.wordingVersion} ${w.language}`;
  return (
    <Select
      label={say('ask.wording')}
      value={codeOf(wording)}
      options={wordings.map((w) => ({ code: codeOf(w), label: `${w.wordingVersion} · ${w.language}` }))}
      onChange={(code) => {
        const found = wordings.find((w) => codeOf(w) === code);
        if (found) changeDraft(conversationId, { wordingVersion: found.wordingVersion, language: found.language });
      }}
    />
  );
}

interface PreviewProps {
  readonly conversationId: string;
  readonly recipient: OfferedRecipient;
  readonly wording: OfferedWording;
  readonly onDone: () => void;
}

function PreviewAndAsk({ conversationId, recipient, wording, onDone }: PreviewProps) {
  const draft = useDrafts((drafts) => drafts[conversationId] ?? emptyDraft);
  const [problem, setProblem] = useState<string | null>(null);
  const card = cardOf(recipient, draft);
  const clientId = useClientId([conversationId, card, wording.wordingVersion, wording.language]);
  const missing = missingNeeded(recipient, draft);
  const askNow = async () => {
    const reply = await command('consent:ask', consentInput({ clientId, conversationId }, card, wording));
    if (!reply.ok) return setProblem(whyNot(reply.error));
    changeDraft(conversationId, emptyDraft);
    notify('done', say('ask.asked'));
    onDone();
  };
  return (
    <>
      <Preview card={card} wording={wording} />
      {missing.length > 0 ? (
        <p className={style.quiet}>{say('ask.missing', { items: missing.map((item) => item.label).join(', ') })}</p>
      ) : null}
      <Problem>{problem}</Problem>
      <Button look="main" disabled={missing.length > 0 || card.items.length === 0} onClick={() => void askNow()}>
        {say('ask.send', { name: recipient.name })}
      </Button>
    </>
  );
}

/** A child's card is locked by what is still missing, and says so (H10). */
function whyNot(error: WireError): string {
  if (error.details?.reason === 'competence_note_missing') return say('competence.note_missing');
  if (error.details?.reason === 'lead_release_missing') return say('competence.release_missing');
  return sentenceOf(error);
}
