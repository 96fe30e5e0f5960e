import { sectionFaults } from '../../../shared/domain/case-faults.ts';
import type { AnySectionBody } from '../../../shared/protocol/case-sections.ts';
import { type Faults, unreadableIn } from '../../records/faults.ts';
import type { Field, Values } from '../../records/field.ts';

/** What is wrong with a section, said before it is sent: a body that can be read is looked at by the server's own rules. */
export function sectionFaultsOf(fields: readonly Field[], body: Values, today: string): Faults {
  const unreadable = unreadableIn(fields, body);
  if (Object.keys(unreadable).length > 0) return unreadable;
  // Every day and year in it can be read, and the rules look at nothing else.
  const faults = sectionFaults(body as unknown as AnySectionBody, today);
  return Object.fromEntries(faults.map(({ path, message }) => [path, message]));
}
