import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import style from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'main' | 'danger' | 'alarm' | 'plain' | 'usual';
  readonly size?: 'small' | 'icon';
  /** The key that does the same, shown on the button so that nobody has to look it up. */
  readonly keyHint?: string | null;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ look = 'usual', size, keyHint, children, className, ...rest }: ButtonProps) {
  const looks = [style.button, look === 'usual' ? '' : style[look], size === undefined ? '' : style[size], className];
  return (
    <button type="button" {...rest} className={looks.filter(Boolean).join(' ')}>
      {children}
      {keyHint ? <KeyHint keys={keyHint} /> : null}
    </button>
  );
}

export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className={style.key} aria-hidden="true">
      {keys}
    </span>
  );
}
