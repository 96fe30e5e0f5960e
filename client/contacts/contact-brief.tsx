import { Link } from 'react-router';
import { Icon } from '../ui/icon.tsx';
import { say, sayCode } from '../ui/words.ts';
import { useContacts } from './case-contacts.ts';
import style from './contacts.module.css';
import { gateWords, titleOf } from './gate-words.ts';

/** What to know about reaching them, beside the talk: how safe each way is now, and never the number itself. */
export function ContactBrief({ caseId }: { readonly caseId: string }) {
  const { contacts, stop } = useContacts(caseId);
  if (contacts === null) return null;
  const used = contacts.filter(({ retiredAt }) => retiredAt === null);
  return (
    <section className={style.brief} aria-label={say('contacts.in_case')}>
      <h4>
        <Icon name="phone" size={14} />
        {say('contacts.in_case')}
      </h4>
      {stop === null || stop.review !== null ? null : (
        <p className={style.warning}>
          <Icon name="alert" size={14} />
          {say('stop.title')}
        </p>
      )}
      {used.length === 0 ? <p className={style.quiet}>{say('contacts.none')}</p> : null}
      <ul>
        {used.map((contact) => (
          <li key={contact.contactId}>
            <strong>{titleOf(contact)}</strong>
            <span>{gateWords(contact.gate)}</span>
            {contact.deviceSeenBy === null ? null : (
              <span className={style.quiet}>
                {say('contact.device_seen_by')}: <bdi dir="auto">{contact.deviceSeenBy}</bdi>
              </span>
            )}
            {contact.codeWord === null ? null : (
              <span className={style.quiet}>
                {say('contact.code_word')}: <bdi dir="auto">{contact.codeWord}</bdi>
              </span>
            )}
            {contact.voicemail === null ? null : (
              <span className={style.quiet}>
                {say('contact.voicemail')}: {sayCode('voicemail', contact.voicemail)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <Link to={`/cases/${caseId}/contact`}>{say('contacts.all')}</Link>
    </section>
  );
}
