// Reading along. The agent sees at once who reads (V5); the subscription is asked for anew after every reconnect.
import { useNavigate } from 'react-router';
import { changeDesk, command, loadThread } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { attend } from '../app/view.ts';
import { openThread, withoutThread } from '../desk/reduce.ts';
import { notifyProblem } from '../ui/notices.ts';

export function useWatching() {
  const navigate = useNavigate();
  return async (conversationId: string): Promise<boolean> => {
    const known = useLive.getState().desk.threads[conversationId];
    if (known === undefined) {
      const reply = await command('conversation:watch', { conversationId, watching: true });
      if (!reply.ok) {
        notifyProblem(reply.error);
        return false;
      }
      changeDesk((desk) => openThread(desk, reply.value, true));
      if (reply.value.more) await loadThread(conversationId, true);
    }
    attend(conversationId);
    await navigate('/');
    return true;
  };
}

export async function stopWatching(conversationId: string): Promise<void> {
  const reply = await command('conversation:watch', { conversationId, watching: false });
  if (!reply.ok && reply.error.code !== 'not_found') return notifyProblem(reply.error);
  changeDesk((desk) => withoutThread(desk, conversationId));
}
