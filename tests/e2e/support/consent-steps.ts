/** Asking for consent, on both sides of it: what the support worker writes and what the person answers on the card. */
import type { Locator, Page } from 'playwright-core';
import type { VisitorPage } from './visitor-page.ts';

/** What the person told, by item; the label is how both sides find the field and the switch. */
export interface Told {
  readonly itemId: string;
  readonly label: string;
  readonly value: string;
}

/** Writes the values, and answers what the preview says would leave, by item. */
export async function prepareAsk(
  page: Page | Locator,
  partner: string,
  told: readonly Told[],
): Promise<Record<string, string>> {
  await page.getByRole('tab', { name: 'Sharing' }).click();
  await page.getByRole('button', { name: 'Ask for consent' }).click();
  await page.getByRole('radio', { name: partner }).check();
  const fields = page.getByRole('region', { name: 'What would be shared' });
  for (const { label, value } of told) {
    const field = fields.getByRole('textbox', { name: label });
    const add = fields.getByRole('button', { name: `+ ${label}` });
    await field.or(add).waitFor();
    if (await add.isVisible()) await add.click();
    await field.fill(value);
  }
  const preview = page.getByRole('region', { name: 'What would be sent' });
  const names = await preview.locator('dt').allTextContents();
  const values = await preview.locator('dd').allTextContents();
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

/** Says that it is safe, asks to be referred, switches these items on and nothing else, and sends the answer. */
export async function answerAsk({ chat }: Pick<VisitorPage, 'chat'>, agreed: readonly Told[]): Promise<void> {
  await chat.getByRole('button', { name: 'Yes, show it' }).click();
  await chat.getByText('Refer me', { exact: true }).click();
  for (const { label } of agreed) await chat.getByRole('switch', { name: label }).click();
  await chat.getByRole('button', { name: 'Send my answer' }).click();
}
