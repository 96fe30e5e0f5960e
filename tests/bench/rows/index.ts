/** All rows, in the order of the table. */
import type { Row } from '../row.ts';
import { burstRows } from './burst.ts';
import { caseRows } from './cases.ts';
import { checkingRows } from './checking.ts';
import { csvRows } from './csv.ts';
import { deliveryRows } from './delivery.ts';
import { greatestRateRows } from './greatest-rate.ts';
import { idleRows } from './idle.ts';
import { matchingRows } from './matching.ts';
import { offerRows } from './offers.ts';
import { outboxRows } from './outbox.ts';
import { readyRows } from './ready.ts';
import { resumeRows } from './resume.ts';
import { threeNodesRows } from './three-nodes.ts';

export const rows: readonly Row[] = [
  ...deliveryRows,
  ...greatestRateRows,
  ...idleRows,
  ...offerRows,
  ...burstRows,
  ...matchingRows,
  ...checkingRows,
  ...resumeRows,
  ...threeNodesRows,
  ...readyRows,
  ...caseRows,
  ...outboxRows,
  ...csvRows,
];
