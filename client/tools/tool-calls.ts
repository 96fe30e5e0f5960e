// Tools as the administrator asks for them: which there are, what a file holds, loading it, taking one out of force.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { toolRoutes } from '../../shared/protocol/http/tools.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

type Routes = typeof toolRoutes;
export type TriedTool = ValueOf<Routes['check']>;
export type ToolFound = NonNullable<TriedTool['definition']>;
type Row = ValueOf<Routes['load']>;

const pathOf = (code: string, version: string): string =>
  `/tools/${encodeURIComponent(code)}/${encodeURIComponent(version)}`;

export const listAllTools = (): Promise<Reply<ValueOf<Routes['list']>>> => ask('GET', '/tools');

export const readTool = (code: string, version: string): Promise<Reply<ValueOf<Routes['read']>>> =>
  ask('GET', pathOf(code, version));

export const tryTool = (definition: unknown): Promise<Reply<TriedTool>> => ask('POST', '/tools/check', { definition });

export const loadTool = (definition: unknown): Promise<Reply<Row>> => ask('POST', '/tools', { definition });

export const retireTool = (code: string, version: string): Promise<Reply<Row>> =>
  ask('POST', `${pathOf(code, version)}/retire`, {});
