/** Where a page of something that is sorted by time ended: `<epoch ms>.<id>` of the last that was shown. */

export interface TimeCursor {
  readonly at: number;
  readonly id: string;
}

export function cursorAt({ at, _id }: { readonly at: number; readonly _id: string }): string {
  return `${at}.${_id}`;
}

/** Null where there is none, or where it is none of ours: the list begins at its beginning. */
export function readCursor(text: string | undefined): TimeCursor | null {
  const [, at, id] = /^(\d{1,16})\.([A-Za-z0-9-]{1,64})$/.exec(text ?? '') ?? [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}
