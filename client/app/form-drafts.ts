// What is half written into a small form, under a key of its own: kept in memory while its view comes and goes (another tab,
// a window made narrower), gone when it was sent or put away, and when somebody signs out.
import { create } from 'zustand';
import { forgetAtSignOut } from './forgetting.ts';

const useForms = create<Readonly<Record<string, unknown>>>(() => ({}));

forgetAtSignOut(() => useForms.setState({}, true));

export interface FormDraft<T> {
  /** Null while the form is not open. */
  readonly draft: T | null;
  readonly change: (change: Partial<T>) => void;
  readonly begin: (draft: T) => void;
  readonly drop: () => void;
  /** It was sent as it stood in `sent`: what was typed since stays. Whether it is gone. */
  readonly dropSent: (sent: T | null) => boolean;
}

/** One form has one shape for a key; the key says which form it is. */
export function useFormDraft<T extends object>(key: string): FormDraft<T> {
  const draft = useForms((forms) => (forms[key] ?? null) as T | null);
  const drop = () =>
    useForms.setState((forms) => {
      const { [key]: _gone, ...rest } = forms;
      return rest;
    }, true);
  return {
    draft,
    begin: (first) => useForms.setState((forms) => ({ ...forms, [key]: first })),
    change: (change) => useForms.setState((forms) => ({ ...forms, [key]: { ...(forms[key] as T), ...change } })),
    drop,
    dropSent: (sent) => {
      const isSent = (useForms.getState()[key] ?? null) === sent;
      if (isSent) drop();
      return isSent;
    },
  };
}

/** Which forms are half written, by their keys. */
export function useFormKeys(): readonly string[] {
  return Object.keys(useForms());
}

/** Whoever closes the page while a form is half written is asked first. */
const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault();

useForms.subscribe((forms) => {
  window.removeEventListener('beforeunload', askBeforeLeaving);
  if (Object.keys(forms).length > 0) window.addEventListener('beforeunload', askBeforeLeaving);
});
