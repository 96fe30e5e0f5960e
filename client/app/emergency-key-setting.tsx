import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/words.ts';
import style from './help-dialog.module.css';
import { setPreferences, usePreferences } from './preferences.ts';
import { chordOf, mayBeEmergencyChord } from './shortcuts.ts';

/** Takes the next fitting chord as the emergency key. Escape and Tab keep their meaning, so nobody is caught here. */
export function EmergencyKeySetting() {
  const chord = usePreferences((preferences) => preferences.emergencyChord);
  const [listening, setListening] = useState(false);
  const [refused, setRefused] = useState(false);
  return (
    <div className={style.setting}>
      <span>{say('help.emergency_key')}</span>
      <code>{chord}</code>
      <Button
        size="small"
        aria-pressed={listening}
        onClick={() => setListening(!listening)}
        onBlur={() => setListening(false)}
        onKeyDown={(event) => {
          const pressed = chordOf(event.nativeEvent);
          if (!listening || pressed === null) return;
          event.preventDefault();
          event.stopPropagation();
          const fits = mayBeEmergencyChord(pressed);
          setRefused(!fits);
          if (!fits) return;
          setPreferences({ emergencyChord: pressed });
          setListening(false);
        }}
      >
        {listening ? say('help.press_key') : say('help.change_key')}
      </Button>
      <span role="status">{refused ? say('help.key_refused') : ''}</span>
    </div>
  );
}
