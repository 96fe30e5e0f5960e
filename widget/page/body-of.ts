/** What a form would send, with the button that was pressed; `FormData` takes the button in the newest browsers only. */
export function bodyOf(form: HTMLFormElement, pressed: Element | null): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  if (pressed instanceof HTMLButtonElement && pressed.name !== '') body.append(pressed.name, pressed.value);
  return body;
}
