/** One attempt, over the channel that the partner has. */
import type { SendingChannel } from '../../partners/index.ts';
import type { ReferralsDeps } from '../deps.ts';
import type { ReferralRow } from '../referral-record.ts';
import { showInPortal } from './portal.ts';
import type { Verdict } from './verdict.ts';
import { sendByWebhook } from './webhook.ts';

export interface Delivery {
  readonly row: ReferralRow;
  readonly channel: SendingChannel;
  readonly body: string;
}

export async function deliver(deps: ReferralsDeps, { row, channel, body }: Delivery): Promise<Verdict> {
  switch (channel.type) {
    case 'webhook': {
      const secret = deps.partners.secretOf(row.recipientId);
      return sendByWebhook(deps.send, { url: channel.url, secret, row, body, now: deps.clock.now() });
    }
    case 'portal':
      return showInPortal();
  }
}
