import { useState } from 'react';
import type { PartnerAccounts } from '../../shared/protocol/http/partner-accounts.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { RecordForm } from '../ui/record/record-form.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { say } from '../ui/words.ts';
import { addAccount, listAccounts } from './partner-account-calls.ts';
import { PartnerAccountRow } from './partner-account-row.tsx';

/** Who at which partner may sign in to the portal. */
export function PartnerAccountsTab() {
  const asked = useAsked(listAccounts);
  return (
    <section className={style.tab}>
      <h2>{say('team.partner_accounts')}</h2>
      <p className={style.lead}>{say('partner_accounts.text')}</p>
      <Asking asked={asked} nothing={() => null}>
        {({ partners }) => (
          <ul className={style.list} aria-label={say('team.partner_accounts')}>
            {partners.map((partner) => (
              <li key={partner.recipientId}>
                <PartnerItem partner={partner} onChanged={asked.again} />
              </li>
            ))}
          </ul>
        )}
      </Asking>
    </section>
  );
}

interface PartnerProps {
  readonly partner: PartnerAccounts;
  readonly onChanged: () => void;
}

function PartnerItem({ partner, onChanged }: PartnerProps) {
  const { recipientId, name, usable, byPortal, accounts } = partner;
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ readonly name: string; readonly password: string } | null>(null);
  const show = (shown: { readonly account: { readonly name: string }; readonly password: string }) => {
    setAdding(false);
    setMade({ name: shown.account.name, password: shown.password });
    onChanged();
  };
  return (
    <article className={style.item}>
      <header>
        <h3>{name}</h3>
        <span className={style.quiet}>
          {say(
            usable ? (byPortal ? 'partner_accounts.by_portal' : 'partner_accounts.by_system') : 'partner_accounts.off',
          )}
        </span>
      </header>
      {accounts.length === 0 ? <p className={style.quiet}>{say('partner_accounts.none')}</p> : null}
      <ul className={style.table} aria-label={say('partner_accounts.of', { name })}>
        {accounts.map((account) => (
          <li key={account.agentId} className={style.row}>
            <PartnerAccountRow account={account} onPassword={show} onChanged={onChanged} />
          </li>
        ))}
      </ul>
      {made === null ? (
        <div className={style.actions}>
          <Button size="small" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {say('partner_accounts.add')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        </div>
      ) : (
        <ShownOnce
          title={say('partner_accounts.password_of', { name: made.name })}
          text={say('partner_accounts.password_text')}
          secret={made.password}
          onClose={() => setMade(null)}
        />
      )}
      {adding ? (
        <RecordForm
          fields={[
            { name: 'name', label: say('partner_accounts.name'), kind: 'line', max: 100 },
            { name: 'email', label: say('partner_accounts.email'), kind: 'line', max: 254 },
          ]}
          send={say('partner_accounts.make')}
          onSend={async ({ clientId: _one, ...body }) => {
            const reply = await addAccount({ ...body, recipientId });
            if (reply.ok) show(reply.value);
            return reply;
          }}
          onDone={() => undefined}
        />
      ) : null}
    </article>
  );
}
