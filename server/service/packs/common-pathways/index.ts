// Pathways that hold in every county of England and Wales: which answers lead to whom. Who gives them where is the pack's
// own list of partners.
import type { Pathway } from '../../../../shared/domain/pathway-data.ts';
import { bereavementAndCourtPathways } from './bereavement-and-court.ts';
import { childrenPathways } from './children.ts';
import { domesticAbusePathways } from './domestic-abuse.ts';
import { otherHarmPathways } from './other-harm.ts';

export const commonPathways: readonly Pathway[] = [
  ...childrenPathways,
  ...domesticAbusePathways,
  ...otherHarmPathways,
  ...bereavementAndCourtPathways,
];
