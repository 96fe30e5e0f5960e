/** Stored bytes as a document that is written back as the very same bytes: types and the order of fields are kept. */
import { mongo } from 'mongoose';

const { BSON } = mongo;

/** Numbers keep their width, bytes their subtype, expressions their form. */
const FAITHFUL = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;
const OBJECT = 0x03;
const ARRAY = 0x04;

export function documentOf(bytes: Uint8Array): mongo.Document {
  const document = BSON.deserialize(bytes, FAITHFUL);
  // An object of JavaScript moves names that look like numbers to its front; a Map leaves them where they are.
  return Buffer.from(BSON.serialize(document, { ignoreUndefined: false })).equals(bytes) ? document : orderedMap(bytes);
}

function orderedMap(bytes: Uint8Array): Map<string, unknown> {
  return new Map(elementsOf(bytes));
}

function elementsOf(bytes: Uint8Array): [string, unknown][] {
  const elements = [...BSON.onDemand.parseToElements(bytes)];
  return elements.map(([type, nameOffset, nameLength, offset, length]) => {
    const name = Buffer.from(bytes.subarray(nameOffset, nameOffset + nameLength)).toString();
    const value = bytes.subarray(offset, offset + length);
    if (type === OBJECT) return [name, orderedMap(value)];
    if (type === ARRAY) return [name, elementsOf(value).map(([, each]) => each)];
    return [name, leafOf(type, value)];
  });
}

/** Read by itself, in a document of one field. */
function leafOf(type: number, value: Uint8Array): unknown {
  const around = Buffer.alloc(8);
  around.writeInt32LE(value.length + around.length, 0);
  around.writeUInt8(type, 4);
  around.write('v', 5);
  return BSON.deserialize(Buffer.concat([around.subarray(0, 7), value, Buffer.from([0])]), FAITHFUL).v;
}
