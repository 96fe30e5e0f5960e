import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchEscape } from '../../widget/host/escape-in-page.ts';

/** jsdom does not know the newest selectors, which a browser passes over inside `:is`. */
const real = Document.prototype.querySelectorAll;
const leave = vi.fn();
let life: AbortController;
let on: boolean;

function press(key: string, more: KeyboardEventInit = {}): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  vi.runAllTimers();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'querySelectorAll').mockImplementation((selector: string) =>
    real.call(document, selector.replace(':popover-open,select:open,', '')),
  );
  leave.mockReset();
  on = true;
  life = new AbortController();
  watchEscape(life.signal, () => on, leave);
});

afterEach(() => {
  life.abort();
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('Escape in the page of a website', () => {
  it('leaves at once where nothing is open', () => {
    press('Escape');
    expect(leave).toHaveBeenCalledOnce();
  });

  it('gives the first press to an open dialog; the next one leaves', () => {
    document.body.append(Object.assign(document.createElement('dialog'), { open: true }));
    press('Escape');
    expect(leave).not.toHaveBeenCalled();
    press('Escape');
    expect(leave).toHaveBeenCalledOnce();
  });

  it('gives the first press to a script that used it; the next one leaves although it is used again', () => {
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { signal: life.signal });
    press('Escape');
    expect(leave).not.toHaveBeenCalled();
    press('Escape');
    expect(leave).toHaveBeenCalledOnce();
  });

  it('counts anew after another key or the pointer', () => {
    document.body.append(Object.assign(document.createElement('dialog'), { open: true }));
    press('Escape');
    press('a');
    press('Escape');
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    press('Escape');
    expect(leave).not.toHaveBeenCalled();
  });

  it('does nothing while a letter is composed, and leaves with the next press', () => {
    press('Escape', { isComposing: true });
    expect(leave).not.toHaveBeenCalled();
    press('Escape');
    expect(leave).toHaveBeenCalledOnce();
  });

  it('does nothing where the website or the person turned it off', () => {
    on = false;
    press('Escape');
    press('Escape');
    expect(leave).not.toHaveBeenCalled();
  });
});
