/** Why something could not be delivered, and what to do about it, as sentences for whoever answers for the service. */

const SENTENCES: Readonly<Record<string, string>> = {
  timeout: 'Their system did not answer in time, at any attempt. Ring them, then send it again.',
  network: 'Their system could not be reached. Ring them, then send it again.',
  address_refused: 'Their address leads into a private network, and nothing is sent there. Have the entry corrected.',
  https_required: 'Their address is not encrypted (https), and nothing is sent there. Have the entry corrected.',
  mail_refused:
    'The e-mail about it could not be handed over. What it is about has arrived. Ring them so that they look, then send it again.',
  restored: 'It waited when a backup was restored: find out what was decided since, then send it again.',
  not_possible:
    'It could not begin: their agreement has ended, the entry is not checked, or what was agreed cannot be opened any more.',
};

export function failureWords(reason: string): string {
  const known = SENTENCES[reason];
  if (known !== undefined) return known;
  const status = /^status_(\d{3})$/.exec(reason)?.[1];
  if (status === undefined) return 'It could not be delivered. Ring them.';
  if (status.startsWith('3'))
    return `Their system sends us to another address (${status}), where nothing is sent. Have the entry corrected.`;
  if (status === '401' || status === '403')
    return `Their system does not know our signature (${status}). Ring them: the secret on their side is another one.`;
  return status.startsWith('5')
    ? `Their system has a fault of its own (${status}), at every attempt. Ring them, then send it again.`
    : `Their system refuses it (${status}). Ring them and ask why; sending it again as it is will not help.`;
}
