import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { Icon } from './icon.tsx';
import style from './nav-menu.module.css';

interface NavMenuProps {
  readonly label: string;
  /** Where one is: what the closed menu says on a small screen. */
  readonly current: string;
  /** `bar` lies in a line, `side` stands beside the page. */
  readonly shape: 'bar' | 'side';
  readonly children: ReactNode;
}

/** Links in a row or beside a page; on a small screen one button that unfolds them, so that nothing is cut off. */
export function NavMenu({ label, current, shape, children }: NavMenuProps) {
  const [open, setOpen] = useState(false);
  const nav = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is the reason to fold it
  useEffect(() => setOpen(false), [key]);
  useEffect(() => {
    if (!open) return;
    const onPress = (event: Event) => {
      if (event.target instanceof Node && nav.current?.contains(event.target) !== true) setOpen(false);
    };
    window.addEventListener('pointerdown', onPress);
    return () => window.removeEventListener('pointerdown', onPress);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <nav ref={nav} className={style.nav} data-shape={shape} data-open={open} aria-label={label} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={style.button}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        <span>{current}</span>
        <Icon name="more" size={14} />
      </button>
      <div id={listId} className={style.list}>
        {children}
      </div>
    </nav>
  );
}
