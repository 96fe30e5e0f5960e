import { changeDesk, command } from '../app/live.ts';
import { changed } from '../desk/reduce.ts';
import { notifyProblem } from '../ui/notices.ts';
import { AGE_BAND_CODES } from './age-bands.ts';

export async function setAge(conversationId: string, code: string): Promise<void> {
  const ageBand = AGE_BAND_CODES.find((known) => known === code);
  if (ageBand === undefined) return;
  const reply = await command('age:set', { clientId: crypto.randomUUID(), conversationId, ageBand });
  if (!reply.ok) return notifyProblem(reply.error);
  changeDesk((desk) => changed(desk, reply.value.conversation));
}
