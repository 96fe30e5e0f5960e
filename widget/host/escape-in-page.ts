/**
 * Escape in the host page (H9). The site's own open dialog, menu or full screen takes the first press, and so does a
 * press that one of its scripts used; the next press leaves, whatever is open, until another key or the pointer is used.
 */
import { isComposing } from '../exit-keys.ts';

/**
 * A notice that lies over the page without taking it over, such as a cookie banner, takes no press. Within `:is` a
 * browser passes over a selector that it does not know.
 */
const OPEN = ':is(dialog[open],:popover-open,select:open,[aria-modal=true],[role=menu])';

export function watchEscape(signal: AbortSignal, isOn: () => boolean, leave: () => void): void {
  let pressedBefore = false;
  const options = { capture: true, signal };
  addEventListener(
    'keydown',
    (event) => {
      const again = pressedBefore;
      pressedBefore = event.key === 'Escape';
      if (!pressedBefore || !isOn()) return;
      const taken = isComposing(event) || isSomethingOpen();
      // Whether a script of the site used the press is known when all of them have run.
      setTimeout(() => {
        if (again || !(taken || event.defaultPrevented)) leave();
      });
    },
    options,
  );
  addEventListener('pointerdown', () => (pressedBefore = false), options);
}

function isSomethingOpen(): boolean {
  const open = [...document.querySelectorAll(OPEN)];
  return (
    !!document.fullscreenElement || open.some((each) => each.checkVisibility?.({ visibilityProperty: true }) !== false)
  );
}
