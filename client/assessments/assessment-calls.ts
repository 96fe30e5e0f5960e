// What filling in tools asks of the server.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';
import type { Subject } from './subject.ts';

type Routes = typeof assessmentRoutes;
type Answer<R extends keyof Routes> = Promise<Reply<ValueOf<Routes[R]>>>;

export const listAssessments = (subject: Subject): Answer<'list'> =>
  ask('GET', `/assessments?${new URLSearchParams({ ...subject })}`);
