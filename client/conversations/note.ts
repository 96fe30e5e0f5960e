import { command } from '../app/live.ts';
import { notifyProblem } from '../ui/notices.ts';

const lastTry = new Map<string, { text: string; clientId: string }>();

/** The same text tried again is the same note (L2): its clientId is kept until it was saved. */
export async function addNote(
  conversationId: string,
  text: string,
  kind: 'note' | 'whisper' = 'note',
): Promise<boolean> {
  const place = `${kind} ${conversationId}`;
  const before = lastTry.get(place);
  const clientId = before?.text === text ? before.clientId : crypto.randomUUID();
  lastTry.set(place, { text, clientId });
  const name = kind === 'note' ? 'note:add' : 'conversation:whisper';
  const reply = await command(name, { clientId, conversationId, text });
  if (reply.ok) lastTry.delete(place);
  else notifyProblem(reply.error);
  return reply.ok;
}
