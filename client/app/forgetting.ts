// What a page remembers of people is forgotten when somebody signs out, or when somebody else signs in: each store says
// once how it is emptied.

const emptied = new Set<() => void>();

export function forgetAtSignOut(empty: () => void): void {
  emptied.add(empty);
}

export function forgetEverything(): void {
  for (const empty of emptied) empty();
}
