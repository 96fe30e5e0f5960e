import type { Priority } from '../../shared/protocol/conversation.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { sayCode } from '../ui/words.ts';
import style from './band-badge.module.css';

export const BAND_ICON: Readonly<Record<Priority, IconName>> = {
  danger: 'alert',
  self_harm: 'wave',
  young: 'person',
  returned: 'swap',
  normal: 'clock',
};

/** A band in words, with a sign and a colour: never the colour alone. */
export function BandBadge({ priority }: { readonly priority: Priority }) {
  return (
    <span className={style.badge} data-priority={priority}>
      <Icon name={BAND_ICON[priority]} size={13} />
      {sayCode('band', priority)}
    </span>
  );
}
