import { SENDER_KINDS } from '../../shared/domain/inbound-senders.ts';
import { useMay } from '../app/session.ts';
import { useAsked } from '../connection/use-asked.ts';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { addSender, listSenders } from './sender-calls.ts';
import { SenderItem } from './sender-item.tsx';

/** Who may send us referrals by machine or as a file. Who answers for the service sees it, an administrator changes it. */
export function SendersTab() {
  const asked = useAsked(listSenders);
  const maySet = useMay('inbound_sender.set');
  return (
    <section className={style.tab}>
      <h2>{say('team.senders')}</h2>
      <p className={style.lead}>{say('senders.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {({ senders }) => (
          <>
            {senders.length === 0 ? <p className={style.quiet}>{say('senders.none')}</p> : null}
            <ul className={style.list} aria-label={say('team.senders')}>
              {senders.map((sender) => (
                <li key={sender.senderId}>
                  <SenderItem sender={sender} maySet={maySet} onChanged={asked.again} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Asking>
      {maySet ? <Add onAdded={asked.again} /> : null}
    </section>
  );
}

function Add({ onAdded }: { readonly onAdded: () => void }) {
  return (
    <section className={style.panel}>
      <h3>{say('senders.add')}</h3>
      <RecordForm
        fields={[
          { name: 'name', label: say('senders.name'), hint: say('senders.name_hint'), kind: 'line', max: 200 },
          {
            ...{ name: 'kind', label: say('senders.kind'), kind: 'select' },
            options: SENDER_KINDS.map((code) => ({ code, label: say(`senders.kind.${code}`) })),
          },
        ]}
        send={say('senders.add')}
        onSend={addSender}
        onDone={() => {
          notify('done', say('senders.added'));
          onAdded();
        }}
      />
    </section>
  );
}
