// Tools that are being filled in, in memory only. One stays while a view shows it or something in it is not saved yet, so
// that leaving the tab loses nothing; it goes with the last of these, and when somebody signs out.
import { create } from 'zustand';
import type { WireError } from '../../shared/protocol/errors.ts';
import { forgetAtSignOut } from '../app/forgetting.ts';
import { type Filling, unsavedIn } from './filling.ts';

interface OpenFillings {
  readonly fillings: Readonly<Record<string, Filling>>;
  readonly errors: Readonly<Record<string, WireError>>;
  /** Which one each place shows, so that a place left comes back as it was. */
  readonly shown: Readonly<Record<string, string>>;
  /** The topic that was attended to last. */
  readonly at: Readonly<Record<string, string>>;
}

const blank: OpenFillings = { fillings: {}, errors: {}, shown: {}, at: {} };
export const useFillings = create<OpenFillings>(() => blank);

export function showIn(place: string, assessmentId: string | null): void {
  useFillings.setState(({ shown }) => ({
    shown: assessmentId === null ? without(shown, place) : { ...shown, [place]: assessmentId },
  }));
}

export function attendTopic(assessmentId: string, topicId: string): void {
  useFillings.setState(({ at }) => (at[assessmentId] === topicId ? {} : { at: { ...at, [assessmentId]: topicId } }));
}

export function fillingOf(assessmentId: string): Filling | undefined {
  return useFillings.getState().fillings[assessmentId];
}

export function keepFilling(assessmentId: string, filling: Filling): void {
  useFillings.setState(({ fillings, errors }) => ({
    fillings: { ...fillings, [assessmentId]: filling },
    errors: without(errors, assessmentId),
  }));
}

export function keepError(assessmentId: string, error: WireError): void {
  useFillings.setState(({ errors }) => ({ errors: { ...errors, [assessmentId]: error } }));
}

/** What a person read goes from memory, unless something of it is still to be saved. */
export function dropFilling(assessmentId: string): void {
  const filling = fillingOf(assessmentId);
  if (filling !== undefined && unsavedIn(filling) > 0) return;
  useFillings.setState(({ fillings, errors }) => ({
    fillings: without(fillings, assessmentId),
    errors: without(errors, assessmentId),
  }));
}

export function someUnsaved({ fillings }: OpenFillings): boolean {
  return Object.values(fillings).some((filling) => unsavedIn(filling) > 0);
}

forgetAtSignOut(() => useFillings.setState(blank, true));

function without<T>(all: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = all;
  return rest;
}
