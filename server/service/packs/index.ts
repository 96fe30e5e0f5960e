// Every pack by the name of its folder, which is what SERVICE_PACK says.
import type { BuildPack, PackRuntime, ServicePack } from '../pack.ts';
import { kentMedway } from './kent-medway/index.ts';
import { marlshire } from './marlshire/index.ts';

const packs: Readonly<Record<string, BuildPack>> = { 'kent-medway': kentMedway, marlshire };

export const packNames: readonly string[] = Object.keys(packs);

/** Unknown names stop the start with a sentence: a helpline must not open as another county's. */
export function buildPack(name: string, runtime: PackRuntime): ServicePack {
  const build = packs[name];
  if (!build) throw new Error(`SERVICE_PACK "${name}" is not known. Use one of: ${packNames.join(', ')}.`);
  return build(runtime);
}
