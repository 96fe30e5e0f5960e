/** Text and addresses that come from elsewhere enter a page only through here. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Fills `%name%` places; one that nobody filled is a mistake of ours and stops the page. */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/%(\w+)%/g, (_place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The page has a place ${name} that nothing fills.`);
    return value;
  });
}
