/** To the first field that needs another look, once it is drawn as such. */
export function focusFault(form: HTMLElement | null): void {
  window.requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
