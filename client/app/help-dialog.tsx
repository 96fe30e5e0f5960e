import { Button, KeyHint } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { say, sayCode } from '../ui/words.ts';
import { EmergencyKeySetting } from './emergency-key-setting.tsx';
import style from './help-dialog.module.css';
import { setPreferences, usePreferences } from './preferences.ts';
import { chordFor, SHORTCUTS } from './shortcuts.ts';
import { showHelp } from './view.ts';

export function HelpDialog() {
  const preferences = usePreferences();
  return (
    <Dialog title={say('help.title')} onClose={() => showHelp(false)}>
      <section className={style.part}>
        <label className={style.setting}>
          <input
            type="checkbox"
            checked={preferences.singleKeys}
            onChange={(event) => setPreferences({ singleKeys: event.target.checked })}
          />
          {say('help.single_keys')}
        </label>
        <EmergencyKeySetting />
      </section>
      <table className={style.keys}>
        <thead>
          <tr>
            <th scope="col">{say('help.does')}</th>
            <th scope="col">{say('help.anywhere')}</th>
            <th scope="col">{say('help.outside')}</th>
          </tr>
        </thead>
        <tbody>
          {SHORTCUTS.map(({ action, single }) => (
            <tr key={action}>
              <td>{sayCode('key', action)}</td>
              <td>
                <Keys keys={chordFor(action, preferences)} />
              </td>
              <td>{single === null || !preferences.singleKeys ? '–' : <Keys keys={single} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={style.note}>{say('help.more')}</p>
      <section className={style.part}>
        <h3>{say('device.title')}</h3>
        <p className={style.note}>{say('device.text')}</p>
      </section>
      <Button look="main" onClick={() => showHelp(false)}>
        {say('close')}
      </Button>
    </Dialog>
  );
}

function Keys({ keys }: { readonly keys: string }) {
  return (
    <>
      <span className="visually-hidden">{keys}</span>
      <KeyHint keys={keys} />
    </>
  );
}
