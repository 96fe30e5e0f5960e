/** All rows, in the order of the table. */
import type { Row } from '../row.ts';
import { deliveryRows } from './delivery.ts';
import { greatestRateRows } from './greatest-rate.ts';
import { offerRows } from './offers.ts';

export const rows: readonly Row[] = [...deliveryRows, ...greatestRateRows, ...offerRows];
