import { useSearchParams } from 'react-router';
import type { Wallboard } from '../../shared/protocol/desk.ts';
import { AlertList } from '../safeguarding/alert-list.tsx';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import { AgentTable } from './agent-table.tsx';
import { BandTable } from './band-table.tsx';
import { Figures } from './figures.tsx';
import { TodayTable } from './today-table.tsx';
import { useWallboard } from './use-wallboard.ts';
import { WaitingTable } from './waiting-table.tsx';
import style from './wallboard-page.module.css';

/** Everything live, nothing reloaded. Wall mode is for a screen that visitors to the office see: counts, bands and
 * waits only (H19). */
export function WallboardPage() {
  const wallboard = useWallboard();
  const [params, setParams] = useSearchParams();
  const wall = params.get('wall') === '1';
  return (
    <main className={style.page} data-wall={wall}>
      <header className={style.head}>
        <h1>{say('wallboard.title')}</h1>
        <Button size="small" aria-pressed={wall} onClick={() => setParams(wall ? {} : { wall: '1' })}>
          {say(wall ? 'wallboard.wall_off' : 'wallboard.wall_on')}
        </Button>
      </header>
      {wallboard === null ? <p className={style.loading}>{say('loading')}</p> : null}
      {wallboard === null ? null : wall ? <Wall wallboard={wallboard} /> : <Whole wallboard={wallboard} />}
    </main>
  );
}

function Wall({ wallboard }: { readonly wallboard: Wallboard }) {
  return (
    <>
      <Figures wallboard={wallboard} />
      <BandTable bands={wallboard.bands} />
    </>
  );
}

function Whole({ wallboard }: { readonly wallboard: Wallboard }) {
  return (
    <>
      <AlertList />
      <Figures wallboard={wallboard} />
      <div className={style.grid}>
        <WaitingTable wallboard={wallboard} />
        <div className={style.stack}>
          <BandTable bands={wallboard.bands} />
          <TodayTable today={wallboard.today} />
        </div>
        <AgentTable agents={wallboard.agents} />
      </div>
    </>
  );
}
