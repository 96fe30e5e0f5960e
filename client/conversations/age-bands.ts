import type { AgeBand } from '../../shared/protocol/pre-chat.ts';

export const AGE_BAND_CODES: readonly AgeBand[] = ['under_13', '13_15', '16_17', 'adult', 'prefer_not_to_say'];
