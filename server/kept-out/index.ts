// The only door to the rule of who is kept out of what.

export { createKeptOut } from './kept-out.store.ts';
export { type About, factsOf, type KeptOut, thereFor, thereForOne } from './kept-out.ts';
