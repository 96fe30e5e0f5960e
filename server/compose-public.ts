/** What stands around every page for people outside: the way out, the numbers, and that this is a demonstration where it is one. */
import type { ServiceInForce } from './compose-service.ts';
import type { PublicFrame } from './platform/public-page.ts';

export async function publicFrame(service: Pick<ServiceInForce, 'status'>): Promise<PublicFrame> {
  const { exitUrl, numbers, texts } = await service.status();
  return { exitUrl, numbers, notice: texts.demoNotice ?? null };
}
