import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import style from './shown-once.module.css';
import { say } from './words.ts';

interface ShownProps {
  readonly title: string;
  /** To whom it is given, and how. */
  readonly text: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** A key or password that nobody can read again: copied from here, and gone when this is closed. */
export function ShownOnce({ title, text, secret, onClose }: ShownProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Without leave to use the clipboard it is marked and copied by hand.
      setCopied(false);
    }
  };
  return (
    <section ref={box} className={style.box} aria-label={title} tabIndex={-1}>
      <strong>{title}</strong>
      <p>{text}</p>
      <code className={style.secret}>{secret}</code>
      <span role="status">{copied === null ? '' : say(copied ? 'shown_once.copied' : 'shown_once.by_hand')}</span>
      <div className={style.actions}>
        <Button size="small" look="main" onClick={() => void copy()}>
          {say('shown_once.copy')}
        </Button>
        <Button size="small" onClick={onClose}>
          {say('shown_once.close')}
        </Button>
      </div>
    </section>
  );
}
