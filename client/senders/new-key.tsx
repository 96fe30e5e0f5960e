import style from '../ui/record/record.module.css';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { addKey } from './sender-calls.ts';

interface NewKeyProps {
  readonly senderId: string;
  readonly onMade: (key: string) => void;
}

const ORDINARY = 60;

/** How many referrals a minute it may bring; the key itself is made by the server and shown once. */
export function NewKey({ senderId, onMade }: NewKeyProps) {
  return (
    <div className={style.panel}>
      <RecordForm
        fields={[
          {
            ...{ name: 'perMinute', label: say('senders.rate'), hint: say('senders.rate_hint'), kind: 'line', max: 4 },
          },
        ]}
        begins={{ perMinute: String(ORDINARY) }}
        send={say('senders.make_key')}
        onSend={async ({ clientId, perMinute }) => {
          const reply = await addKey(senderId, { clientId, perMinute: Number(perMinute) });
          if (reply.ok) onMade(reply.value.key);
          return reply;
        }}
        onDone={() => undefined}
      />
    </div>
  );
}
