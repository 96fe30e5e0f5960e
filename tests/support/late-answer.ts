/**
 * Holds back the answer to one reading of MongoDB, as a slow connection may: what was read grows old on its way. The reading
 * itself is real; a test decides what happens before its answer arrives.
 */
import { mongo } from 'mongoose';

export interface LateAnswer {
  /** The database has answered, and nobody has heard it yet. */
  readonly held: Promise<void>;
  release(): void;
}

type Find = typeof mongo.Collection.prototype.find;

/** The next reading that fits, in any node of this process. */
export function lateAnswer(collection: string, fits: (filter: string) => boolean): LateAnswer {
  const { prototype } = mongo.Collection;
  const find: Find = prototype.find;
  const held = gate();
  const released = gate();
  function hold<T>(read: () => Promise<T>): () => Promise<T> {
    return async () => {
      const answer = await read();
      held.open();
      await released.opened;
      return answer;
    };
  }
  prototype.find = function (this: mongo.Collection, filter: mongo.Filter<mongo.Document> = {}, options = {}) {
    const cursor = find.call(this, filter, options);
    if (this.collectionName !== collection || !fits(JSON.stringify(filter))) return cursor;
    prototype.find = find;
    const late = { toArray: hold(cursor.toArray.bind(cursor)), next: hold(cursor.next.bind(cursor)) };
    return Object.assign(cursor, late);
  } as Find;
  return {
    held: held.opened,
    release: () => {
      prototype.find = find;
      released.open();
    },
  };
}

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
