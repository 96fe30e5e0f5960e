import { useState } from 'react';
import type { PartnerAccount } from '../../shared/protocol/http/partner-accounts.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { disableAccount, newPassword } from './partner-account-calls.ts';

interface RowProps {
  readonly account: PartnerAccount;
  readonly onPassword: (shown: { readonly account: PartnerAccount; readonly password: string }) => void;
  readonly onChanged: () => void;
}

type Asked = 'password' | 'disable' | null;

/** One person at a partner: shut out at once, or let in with a new password that is shown once. */
export function PartnerAccountRow({ account, onPassword, onChanged }: RowProps) {
  const { agentId, name, email, disabledAt } = account;
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <>
      <span>
        {name}
        <small>
          {[
            email,
            ...(disabledAt === null ? [] : [say('partner_accounts.off_since', { when: dayAndTime(disabledAt) })]),
          ].join(' · ')}
        </small>
      </span>
      <span className={style.actions}>
        <Button size="small" onClick={() => setAsked('password')}>
          {say(disabledAt === null ? 'partner_accounts.password' : 'partner_accounts.let_in')}
          <span className="visually-hidden"> {name}</span>
        </Button>
        {disabledAt === null ? (
          <Button size="small" onClick={() => setAsked('disable')}>
            {say('partner_accounts.disable')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        ) : null}
      </span>
      {asked === null ? null : (
        <ConfirmDialog
          title={say(asked === 'disable' ? 'partner_accounts.disable' : 'partner_accounts.password')}
          text={say(asked === 'disable' ? 'partner_accounts.disable_text' : 'partner_accounts.new_text', { name })}
          submit={say(asked === 'disable' ? 'partner_accounts.disable' : 'partner_accounts.password')}
          onClose={() => setAsked(null)}
          onConfirm={async () => {
            if (asked === 'disable') return disableAccount(agentId);
            const reply = await newPassword(agentId);
            if (reply.ok) onPassword(reply.value);
            return reply;
          }}
          onDone={() => {
            if (asked === 'disable') notify('done', say('partner_accounts.disabled', { name }));
            onChanged();
          }}
        />
      )}
    </>
  );
}
