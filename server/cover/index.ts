// The only door to cover: who has whose work while they are away, and what becomes of it when they leave.
export { createCoverRoutes } from './cover.http.ts';
export { coverSpec, createCoverStore } from './cover.store.ts';
export { afterCaseChange, type LeftDeps, releaseCases } from './who-left.ts';
