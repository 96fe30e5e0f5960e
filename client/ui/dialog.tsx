import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';
import style from './dialog.module.css';
import { Icon } from './icon.tsx';
import { say } from './words.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal: it keeps focus inside, Escape closes it, and focus returns to where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null || dialog.open) return;
    before.current = document.activeElement;
    dialog.showModal();
    // The first thing to do, not the way out.
    body.current?.querySelector<HTMLElement>('button:enabled, input:enabled, select, textarea')?.focus();
  }, []);
  // The browser gives it back where a dialog is closed; ours is taken out of the page when what it asked is done.
  useEffect(
    () => () => {
      const had = before.current;
      if (had instanceof HTMLElement && had.isConnected && document.activeElement === document.body) had.focus();
    },
    [],
  );
  return (
    <dialog
      ref={element}
      className={style.dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => event.stopPropagation()}
    >
      <header className={style.head}>
        <h2 id={titleId}>{title}</h2>
        <Button look="plain" size="icon" onClick={onClose} aria-label={say('close')}>
          <Icon name="close" />
        </Button>
      </header>
      <div ref={body} className={style.body}>
        {children}
      </div>
    </dialog>
  );
}

export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={style.actions}>{children}</div>;
}
