/** Sends what was written without a chat; fetched with its pages. */
import type { FeedbackForm } from '../shared/protocol/http/feedback.ts';
import type { MessageForm } from '../shared/protocol/http/referrals.ts';
import { json, quiet } from './http.ts';

export const sendMessageForm = (form: MessageForm): Promise<boolean> => arrives('/api/v1/messages', form);

export const sendFeedback = (form: FeedbackForm): Promise<boolean> => arrives('/api/v1/visitor/feedback', form);

async function arrives(path: string, form: MessageForm | FeedbackForm): Promise<boolean> {
  try {
    const response = await fetch(path, { ...quiet, method: 'POST', headers: json, body: JSON.stringify(form) });
    return response.ok;
  } catch {
    return false;
  }
}
