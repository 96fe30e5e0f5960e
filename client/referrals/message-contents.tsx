import type { ReactNode } from 'react';
import type { InboundContents } from '../../shared/protocol/http/inbound.ts';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './messages-page.module.css';

export function MessageContents({ contents }: { readonly contents: InboundContents }) {
  const { name, message, callback, contact, contactInWords } = contents;
  return (
    <div className={style.contents}>
      <dl>
        <Fact label={say('messages.words')}>
          <span className={style.words}>{message}</span>
        </Fact>
        <Fact label={say('messages.name')}>{name ?? say('messages.no_name')}</Fact>
        {callback === null ? null : <Fact label={say('messages.callback')}>{callback}</Fact>}
        <Contact contact={contact} />
      </dl>
      {contactInWords ? (
        <p className={style.warning}>
          <Icon name="alert" />
          {say('messages.contact_in_words')}
        </p>
      ) : null}
    </div>
  );
}

function Contact({ contact }: Pick<InboundContents, 'contact'>) {
  if (contact.shown) {
    return (
      <>
        <Fact label={sayCode('messages', contact.kind)}>{contact.value}</Fact>
        {contact.when === null ? null : <Fact label={say('messages.contact_when')}>{contact.when}</Fact>}
      </>
    );
  }
  return (
    <>
      <Fact label={say('messages.contact')}>{sayCode('messages.not_shown', contact.reason)}</Fact>
      {contact.whoElseSees === null ? null : <Fact label={say('messages.who_else')}>{contact.whoElseSees}</Fact>}
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
