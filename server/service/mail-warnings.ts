/** Partners that wait for an e-mail which cannot leave are told nothing: whoever runs the service has to know. */
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import type { ServicePack } from './pack.ts';

export function mailWarnings(
  { smtpUrl }: { readonly smtpUrl: string | null },
  { recipients }: Pick<ServicePack, 'recipients'>,
): ServiceWarning[] {
  const names = recipients.flatMap(({ name, channel }) =>
    channel.type !== 'telephone' && channel.noticeTo ? [name] : [],
  );
  if (smtpUrl !== null || names.length === 0) return [];
  const sentence = `No mail server is set, so nobody receives the e-mail that says "there is a referral for you": it is only written to a file on this server (outgoing-mail). It concerns: ${names.join('; ')}. Ring them after each referral, and ask whoever runs this server to set SMTP_URL.`;
  return [{ kind: 'mail', state: 'now', on: null, sentence, numbers: [] }];
}
