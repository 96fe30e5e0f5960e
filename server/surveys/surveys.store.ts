/** Survey answers: day, band of wait and channel only. No conversation's id; a keyed digest stops a retried answer doubling. */
import type { mongo } from 'mongoose';
import { type CollectionSpec, type Database, isDuplicateKey } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { WaitBand } from './survey.ts';

interface SurveyDoc {
  readonly _id: string;
  readonly day: string;
  readonly waitBand: WaitBand;
  readonly channel: string;
  readonly scales: Readonly<Record<string, number | null>>;
  /** Free text, sealed: nobody reads it straight away. */
  readonly texts: mongo.Binary | null;
  readonly formVersion: string;
  /** A keyed digest of what was answered under which id, so that the same sent again is known as the same (L2). */
  readonly sent: string;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const surveysSpec: CollectionSpec = {
  name: 'surveys',
  personal: true,
  indexes: [{ keys: { day: 1 } }, { keys: { purgeAt: 1 }, sparse: true }],
};

export type SurveyAnswers = Readonly<Record<string, number | string | null>>;

export interface NewSurvey
  extends Pick<SurveyDoc, 'day' | 'waitBand' | 'channel' | 'formVersion' | 'sent' | 'purgeAt'> {
  readonly digest: string;
  readonly answers: SurveyAnswers;
}

export interface SurveysStore {
  /** False where something else was answered before: one conversation answers once. */
  add(survey: NewSurvey): Promise<boolean>;
}

export function createSurveysStore(database: Database, sealing: Sealing): SurveysStore {
  const surveys = database.collection<SurveyDoc>(surveysSpec);
  const sealed = createSealedJson(sealing);
  return {
    add: async ({ digest, answers, ...rest }) => {
      const entries = Object.entries(answers);
      const scales = Object.fromEntries(
        entries.filter((pair): pair is [string, number | null] => typeof pair[1] !== 'string'),
      );
      const words = Object.fromEntries(entries.filter(([, answer]) => typeof answer === 'string'));
      const before = await surveys.findOne({ _id: digest });
      if (before) return before.sent === rest.sent;
      const place = { collection: surveysSpec.name, field: 'texts', scope: `survey:${digest}`, id: digest };
      const hasWords = Object.keys(words).length > 0;
      const texts = hasWords ? await sealed.seal(place, words) : null;
      try {
        await surveys.insertOne({ _id: digest, ...rest, scales, texts, legalHold: false });
        return true;
      } catch (error) {
        // The same answers sent again at once: they are kept once.
        if (!isDuplicateKey(error)) throw error;
        return (await surveys.findOne({ _id: digest }))?.sent === rest.sent;
      }
    },
  };
}
