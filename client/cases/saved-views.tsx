import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { create } from 'zustand';
import { textFault } from '../../shared/domain/message-limits.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { SavedView } from '../../shared/protocol/http/case-views.ts';
import { ask } from '../connection/http.ts';
import { useClientId } from '../connection/use-client-id.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Problem, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { notify, notifyProblem, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import style from './cases-page.module.css';
import { filtersIn, queryOf } from './filters.ts';

type Views = { views: SavedView[] };

const useViews = create<{ readonly views: readonly SavedView[] }>(() => ({ views: [] }));

function take(reply: Reply<Views>): boolean {
  if (reply.ok) useViews.setState({ views: reply.value.views });
  return reply.ok;
}

/** Views under a name: one's own, and those that the team shares. A view is its filters, so that its link is the list. */
export function SavedViews({ params }: { readonly params: URLSearchParams }) {
  const views = useViews((state) => state.views);
  const [keeping, setKeeping] = useState(false);
  useEffect(() => void ask<Views>('GET', '/case-views').then(take), []);
  const remove = async (viewId: string) => {
    const reply = await ask<Views>('DELETE', `/case-views/${encodeURIComponent(viewId)}`);
    if (!take(reply) && !reply.ok) notifyProblem(reply.error);
  };
  const current = queryOf(filtersIn(params));
  return (
    <div className={style.saved}>
      <ul aria-label={say('views.saved')}>
        {views.map(({ viewId, name, filters, yours, madeBy }) => (
          <li key={viewId} className={style.kept}>
            <Link
              className={style.keptView}
              to={queryOf(filters) === '' ? '?' : queryOf(filters)}
              aria-current={queryOf(filters) === current ? 'page' : undefined}
            >
              {yours ? name : say('views.by', { name, who: madeBy.name })}
            </Link>
            {yours ? (
              <Button
                look="plain"
                size="icon"
                onClick={() => void remove(viewId)}
                aria-label={say('views.remove', { name })}
              >
                <Icon name="close" size={12} />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {current === '' ? null : (
        <Button look="plain" size="small" onClick={() => setKeeping(true)}>
          {say('views.save')}
        </Button>
      )}
      {keeping ? <KeepDialog params={params} onClose={() => setKeeping(false)} /> : null}
    </div>
  );
}

const NAME_MAX = 60;

function KeepDialog({ params, onClose }: { readonly params: URLSearchParams; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const clientId = useClientId([name, shared, params.toString()]);
  const keep = useCallback(async () => {
    if (textFault(name, NAME_MAX) !== null) return setProblem(say('views.name_missing'));
    const reply = await ask<Views>('POST', '/case-views', { clientId, name, shared, filters: filtersIn(params) });
    if (!reply.ok) return setProblem(sentenceOf(reply.error));
    take(reply);
    notify('done', say('views.kept'));
    onClose();
  }, [clientId, name, shared, params, onClose]);
  return (
    <Dialog title={say('views.save_title')} onClose={onClose}>
      <TextField label={say('views.name')} value={name} onChange={(event) => setName(event.target.value)} />
      <label className={style.tick}>
        <input type="checkbox" checked={shared} onChange={() => setShared(!shared)} />
        <span>{say('views.shared')}</span>
      </label>
      <Problem>{problem}</Problem>
      <DialogActions>
        <Button onClick={onClose}>{say('back')}</Button>
        <Button look="main" onClick={() => void keep()}>
          {say('views.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
