/** One page in every shape that people meet it in: zoomed in to 400 % and on a desktop, light and dark. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible } from '../console-browser.ts';

/** 320 × 256 is what 1280 × 1024 becomes at 400 % (WCAG 1.4.10). */
const SIZES = [
  { width: 320, height: 256 },
  { width: 1440, height: 900 },
] as const;

const SCHEMES = ['light', 'dark'] as const;

/** Axe finds nothing, and nothing has to be scrolled sideways to be read. */
export async function expectAccessibleInEveryShape(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await expectNothingSideways(page);
  }
}

/** The two corners of the above, for what was seen in all four already. */
export async function expectAccessibleInTwoShapes(page: Page): Promise<void> {
  for (const [index, size] of SIZES.entries()) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: SCHEMES[index] ?? 'light' });
    await expectAccessible(page);
    await expectNothingSideways(page);
  }
}

/**
 * The same, scrolled to the top: where something stays in sight, half of a button may lie under it for as long as nobody
 * scrolls on, and axe measures the other half.
 */
export async function expectAccessibleFromTheTop(page: Page, there: Locator): Promise<void> {
  for (const [index, size] of SIZES.entries()) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: SCHEMES[index] ?? 'light' });
    await there.waitFor();
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('*')) element.scrollTop = 0;
    });
    await expectAccessible(page);
    await expectNothingSideways(page);
  }
}

async function expectNothingSideways(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const sideways = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, `${frame.url()} has to be scrolled sideways`).toBeLessThanOrEqual(0);
  }
}

/** Moves on with Tab until this has the focus: what cannot be reached that way cannot be reached by many. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    // `:focus` knows shadow roots and frames, `activeElement` stops before them.
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}.`);
}
