/**
 * Numbers and e-mails of a case that stand behind the gate of safe contact, met in words where nobody is asked whether they
 * are safe. Compared by the same keys as the blind index, so that it makes no difference how somebody writes a number.
 */
import type { SectionFault } from './case-faults.ts';
import { emailKey, phoneKey } from './match-keys.ts';
import type { ContactJudgement } from './safe-contact.ts';

/** `person`: of somebody in "People", whom nobody asked. */
export type Standing = 'safe' | 'said_unsafe' | 'not_settled' | 'person';

export interface HeldDetail {
  readonly kind: 'phone' | 'email';
  readonly value: string;
  readonly standing: Standing;
}

export interface WrittenWords {
  readonly path: string;
  readonly text: string;
}

/** Outside its safe times a contact is safe all the same; everything else has to be asked first. */
export function standingOf({ verdict, because }: Pick<ContactJudgement, 'verdict' | 'because'>): Standing {
  if (verdict === 'allowed' || verdict === 'outside_safe_times') return 'safe';
  return verdict === 'unsafe' && because === 'said_unsafe' ? 'said_unsafe' : 'not_settled';
}

const SENTENCE: Readonly<Record<Exclude<Standing, 'safe'>, string>> = {
  said_unsafe:
    'In these words is a number or e-mail of this case that is not safe to use. Take it out here: it stands under “Contact”, where everybody reads first why it is not used.',
  not_settled:
    'In these words is a number or e-mail of this case that may not be used now. Take it out here: under “Contact” it stands with what has to be asked or looked at first.',
  person:
    'In these words is a number of somebody under “People”, whom nobody asked whether it is safe. Take it out here. Whoever is to be reached belongs under “Contact”, with the answers that it needs.',
};

/** One fault a text, however many stand in it: the gravest. What is safe in one place is safe, whoever else has it. */
export function heldDetailFaults(words: readonly WrittenWords[], held: readonly HeldDetail[]): SectionFault[] {
  const safe = new Set(held.filter(({ standing }) => standing === 'safe').map(keyOf));
  const behind = (['said_unsafe', 'not_settled', 'person'] as const).flatMap((standing) =>
    held.filter((each) => each.standing === standing && !safe.has(keyOf(each))).map((each) => ({ ...each, standing })),
  );
  return words.flatMap(({ path, text }) => {
    const found = behind.find((each) => isIn(text, each));
    return found ? [{ path, message: SENTENCE[found.standing] }] : [];
  });
}

function keyOf({ kind, value }: HeldDetail): string {
  return `${kind}:${(kind === 'phone' ? phoneKey(value) : emailKey(value)) ?? ''}`;
}

function isIn(text: string, { kind, value }: HeldDetail): boolean {
  if (kind === 'email') return holdsEmail(text, emailKey(value));
  const key = phoneKey(value);
  // However its country is written before it, or left out.
  const national = key === null ? null : key.replace(/^44/, '');
  return national !== null && digitRuns(text).some((run) => run.includes(national));
}

/** Digits that stand together, with what people put between them taken out. */
function digitRuns(text: string): string[] {
  const runs = text.normalize('NFKC').match(/\d(?:[\s().\-‐-―/_+]*\d)*/g) ?? [];
  return runs.map((run) => run.replaceAll(/\D/g, ''));
}

const PART_OF_ADDRESS = /[\p{L}\p{N}._%+-]/u;
const PART_OF_HOST = /[\p{L}\p{N}-]/u;

function holdsEmail(text: string, key: string | null): boolean {
  if (key === null) return false;
  const written = text.toLowerCase().normalize('NFKC');
  for (let at = written.indexOf(key); at >= 0; at = written.indexOf(key, at + 1)) {
    const [before, after] = [written.charAt(at - 1), written.charAt(at + key.length)];
    if (!PART_OF_ADDRESS.test(before) && !PART_OF_HOST.test(after)) return true;
  }
  return false;
}

/** Whether there is anything in a text that a number or an e-mail could be; nothing is opened for what is none. */
export function mayHoldDetail(text: string): boolean {
  return text.includes('@') || text.includes('＠') || digitRuns(text).some(({ length }) => length >= LEAST_DIGITS);
}

const LEAST_DIGITS = 6;
/** A number has its place in "People", where it is shown hidden; an id is no words. */
const NO_WORDS = /^phone$|Id$/;

/** Every text in what was sent, whatever form it has, with the path to it: a field that is added later is read as well. */
export function wordsIn(sent: unknown, path = ''): WrittenWords[] {
  if (typeof sent === 'string') return [{ path, text: sent }];
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([name, value]) =>
    NO_WORDS.test(name) ? [] : wordsIn(value, path === '' ? name : `${path}.${name}`),
  );
}
