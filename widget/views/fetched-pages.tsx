/** The pages that nobody needs in a hurry: the forms without a chat, and what is kept. Fetched when one is asked for. */
import { useArrival } from './arrive.ts';
import { FeedbackPage } from './feedback.tsx';
import { Kept } from './kept.tsx';
import { MessagePage } from './message-form.tsx';

export type Fetched = 'message' | 'call' | 'feedback' | 'kept';

export function PageOf({ page }: { readonly page: Fetched }) {
  useArrival(page);
  if (page === 'kept') return <Kept />;
  return page === 'feedback' ? <FeedbackPage /> : <MessagePage key={page} isCall={page === 'call'} />;
}
