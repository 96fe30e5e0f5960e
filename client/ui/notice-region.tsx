import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import style from './notices.module.css';
import { dismiss, useNotices } from './notices.ts';
import { say } from './words.ts';

export function NoticeRegion() {
  const notices = useNotices((state) => state.notices);
  return (
    <div className={style.region} role="status" aria-label={say('notices')}>
      {notices.map(({ id, tone, text }) => (
        <div key={id} className={`${style.notice} ${tone === 'problem' ? style.problem : ''}`}>
          <Icon name={tone === 'problem' ? 'alert' : 'check'} />
          <p>{text}</p>
          <Button look="plain" size="small" aria-label={say('close')} onClick={() => dismiss(id)}>
            <Icon name="close" size={14} />
          </Button>
        </div>
      ))}
    </div>
  );
}
