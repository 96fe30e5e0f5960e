/**
 * What a webhook carries, encrypted to the key of a partner that gave us one: then nothing between the two services reads
 * it, whatever ends the TLS on their side. Each encryption differs, so it is done once and kept (C2).
 */
import { armor, Encrypter } from 'age-encryption';

/** An armored age file. */
export async function encryptTo(ageRecipient: string, text: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(ageRecipient);
  return armor.encode(await encrypter.encrypt(text));
}
