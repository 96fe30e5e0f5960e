/** What every view is given, and the few elements that all of them use. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WidgetWords } from '../shared/text/en/widget.ts';
import type { Text } from '../shared/text/text.ts';
import type { Session } from './session.ts';
import type { Happening, State } from './state.ts';
import type { PageWords } from './words.ts';

/** Unsent words and half-made choices, while another page lies over them. In memory; exit empties it. */
export type Drafts = Map<string, unknown>;

export interface Ui {
  readonly state: State;
  readonly t: Text<WidgetWords>;
  readonly session: Session;
  readonly tell: (event: Happening) => void;
  readonly set: (part: Partial<State>) => void;
  readonly leave: () => void;
  /** Hides the panel; null on a page of its own. */
  readonly close: (() => void) | null;
  readonly setEscape: (on: boolean) => void;
  readonly drafts: Drafts;
  readonly words: PageWords;
}

export const UiContext = createContext<Ui | null>(null);

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (ui === null) throw new Error('No panel.');
  return ui;
}

/** Like `useState`, but what was begun is there again after a look at another page. */
export function useDraft<T>(key: string, initial: T): [T, (value: T) => void] {
  const { drafts } = useUi();
  const [value, setValue] = useState<T>(drafts.has(key) ? (drafts.get(key) as T) : initial);
  return [
    value,
    (next) => {
      drafts.set(key, next);
      setValue(next);
    },
  ];
}

/** Follows a text, but not more often than a screen reader can bear. */
export function useCalm(text: string, everyMs: number): string {
  const [said, setSaid] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        last.current = Date.now();
        setSaid(text);
      },
      Math.max(0, last.current + everyMs - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [text, everyMs]);
  return said;
}

interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly disabled?: boolean;
}

export function Button({ onPress, children, kind = 'plain', disabled = false }: ButtonProps) {
  return (
    <button type="button" class={`button ${kind}`} onClick={onPress} disabled={disabled}>
      {children}
    </button>
  );
}

/** The heading of a view. The panel moves the focus here when the view changes. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  return (
    <h1 tabIndex={-1} data-focus>
      {children}
    </h1>
  );
}

export function Next({ children }: { readonly children: ComponentChildren }) {
  return <p class="next">{children}</p>;
}

/** Asks once more before something that cannot be undone, in place: the panel has no dialogs (H9). */
export function Confirm(props: {
  readonly ask: string;
  readonly sure: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (asking) first.current?.focus();
  }, [asking]);
  if (!asking)
    return (
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {props.ask}
      </Button>
    );
  return (
    <div class="confirm">
      <p tabIndex={-1} ref={first}>
        {props.sure}
      </p>
      <div class="row">
        <Button onPress={props.onYes}>{props.yes}</Button>
        <Button kind="quiet" onPress={() => setAsking(false)}>
          {props.no}
        </Button>
      </div>
    </div>
  );
}
