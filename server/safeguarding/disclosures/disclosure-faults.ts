/** What has to be corrected in a disclosure before it can stand, where that turns on what else is kept of the person. */
import { disclosureFaults } from '../../../shared/domain/disclosure.ts';
import type { DisclosureForm } from '../../../shared/protocol/http/disclosures.ts';
import type { StaffSession } from '../../platform/http-route.ts';
import type { Subject } from '../concerns/deps.ts';
import type { DisclosuresDeps, WholeCase } from './deps.ts';

interface Fault {
  readonly path: string;
  readonly message: string;
}

export async function faultsOf(deps: DisclosuresDeps, form: DisclosureForm, caller: StaffSession): Promise<Fault[]> {
  const { reason, emergency, told, whyNotTold } = form;
  const madeAt = form.madeAt === null ? null : Date.parse(form.madeAt);
  const faults: Fault[] = disclosureFaults({ reason, emergency, told, whyNotTold, madeAt }, deps.clock.now());
  if (!deps.isGround('lawfulBases', form.lawfulBasis))
    faults.push({ path: 'lawfulBasis', message: 'Choose the ground in law.' });
  if (!deps.isGround('specialCategoryConditions', form.specialCategory)) {
    const message = 'Choose the condition for special categories, or that nothing of them is shared.';
    faults.push({ path: 'specialCategory', message });
  }
  return [...faults, ...(await faultsOfSubject(deps, form, caller))];
}

/** What it names must be of the same person, or the record would send a reader to somebody else's. */
async function faultsOfSubject(deps: DisclosuresDeps, form: DisclosureForm, caller: StaffSession): Promise<Fault[]> {
  const { conversationId, caseId, concernId, alertId, toldCardIds } = form;
  if (conversationId === null && caseId === null)
    return [{ path: 'conversationId', message: 'Say whom it is about: a conversation, or a case.' }];
  const ofCase = conversationId === null ? null : await deps.caseOf(conversationId);
  if (caseId !== null && ofCase !== null && ofCase !== caseId)
    return [{ path: 'caseId', message: 'This conversation is part of another case. Choose one of the two.' }];
  const whole = await wholeOf(deps, form);
  const faults: Fault[] = [];
  if (concernId !== null && !isOf(whole, await deps.concernAbout(concernId)))
    faults.push({ path: 'concernId', message: 'There is no such concern about this person.' });
  const emergency = alertId === null ? null : await deps.reachEmergency(alertId, caller);
  if (emergency !== null && !(emergency.ok && whole.conversationIds.includes(emergency.value.conversationId)))
    faults.push({ path: 'alertId', message: 'This emergency is not yours, or is about somebody else.' });
  const known = toldCardIds.length === 0 ? [] : await deps.told(whole);
  if (toldCardIds.some((each) => !known.some(({ requestId }) => requestId === each)))
    faults.push({ path: 'toldCardIds', message: 'Only cards of this conversation, or of its case, can be named.' });
  return faults;
}

/** What the person answered to the *Tell* cards that it names, each answer once. */
export async function answersTo(deps: DisclosuresDeps, form: DisclosureForm): Promise<string[]> {
  if (form.toldCardIds.length === 0) return [];
  const cards = await deps.told(await wholeOf(deps, form));
  const named = cards.filter(({ requestId }) => form.toldCardIds.includes(requestId));
  return [...new Set(named.map(({ agrees }) => agrees ?? 'nothing'))];
}

/** Of the person all that is known together: the case, where there is one, and its conversations. */
async function wholeOf(deps: DisclosuresDeps, about: Subject): Promise<WholeCase> {
  const { conversationId } = about;
  const caseId = about.caseId ?? (conversationId === null ? null : await deps.caseOf(conversationId));
  const { caseIds, conversationIds } = caseId === null ? NOTHING : await deps.wholeCase(caseId);
  return { caseIds, conversationIds: [...conversationIds, ...(conversationId === null ? [] : [conversationId])] };
}

const NOTHING: WholeCase = { caseIds: [], conversationIds: [] };

/** A concern that was raised about nobody in particular may be about anybody. */
function isOf({ caseIds, conversationIds }: WholeCase, about: Subject | null): boolean {
  if (about === null) return false;
  const { conversationId, caseId } = about;
  if (conversationId === null && caseId === null) return true;
  return caseIds.includes(caseId ?? '') || conversationIds.includes(conversationId ?? '');
}
