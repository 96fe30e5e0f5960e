/** Changes to what is stored, in order; collections and indexes are made from their declarations before any of these. */
import type { Migration } from './platform/migrations.ts';

export const migrations: readonly Migration[] = [];
