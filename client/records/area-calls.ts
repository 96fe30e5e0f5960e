// Which districts a postcode may be in. It is asked in a body, so that it stands in no address and no log.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { ask } from '../connection/http.ts';
import type { ValueOf } from '../connection/protocol.ts';

export type AreaFound = ValueOf<(typeof guidanceRoutes)['findArea']>;

export const findArea = (postcode: string): Promise<Reply<AreaFound>> => ask('POST', '/areas/find', { postcode });
