import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface Decoder {
  on(event: 'decoded', heard: (packet: unknown) => void): void;
  add(text: string): void;
}
interface Parser {
  readonly Encoder: new () => { encode(packet: object): string[] };
  readonly Decoder: new () => Decoder;
}

const original: Parser = createRequire(join(process.cwd(), 'package.json'))('socket.io-parser');
/** Comes with Socket.IO, as its parser does. */
const EMITTER: string = ['@socket.io', 'component-emitter'].join('/');
const CONFIG = '../../widget/lean-socket.config.ts';

/** What the build puts in place of the parser, as a module of its own. */
async function leanParser(): Promise<Parser> {
  // By a name that types do not follow: what configures a build is no part of this project.
  const config: { leanSocket: () => { load: (id: string) => string } } = await import(/* @vite-ignore */ CONFIG);
  const code = config.leanSocket().load('/node_modules/socket.io-parser/build/esm/index.js');
  const absolute = code.replace(EMITTER, import.meta.resolve(EMITTER));
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(absolute)}`) as Promise<Parser>;
}

const lean = await leanParser();
const data = fc.array(fc.jsonValue(), { maxLength: 4 });
const packets = fc.oneof(
  fc.record({
    type: fc.constant(2),
    nsp: fc.constantFrom('/', '/visitor'),
    id: fc.option(fc.nat(), { nil: undefined }),
    data: data.map((rest) => ['event', ...rest]),
  }),
  fc.record({ type: fc.constant(3), nsp: fc.constant('/visitor'), id: fc.nat(), data }),
  fc.record({ type: fc.constantFrom(0, 4), nsp: fc.constant('/visitor'), data: fc.constant({ message: 'a\nb' }) }),
  fc.record({ type: fc.constant(1), nsp: fc.constantFrom('/', '/visitor') }),
);

function decoded(parser: Parser, text: string): unknown {
  const decoder = new parser.Decoder();
  let found: unknown;
  decoder.on('decoded', (packet) => {
    found = JSON.parse(JSON.stringify(packet));
  });
  decoder.add(text);
  return found;
}

describe('the packets that the panel speaks', () => {
  it('are those of Socket.IO, letter by letter, and are read as it reads them', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const [theirs = ''] = new original.Encoder().encode(packet);
        const [ours] = new lean.Encoder().encode(packet);
        expect(ours).toBe(theirs);
        expect(decoded(lean, theirs)).toEqual(decoded(original, theirs));
      }),
    );
  });

  it.each(['9', 'x', '5-[1]', '2{"a":1}', '2/visitor,[1', '3/visitor,1"a"'])('refuse what is none: %j', (text) => {
    expect(() => decoded(lean, text)).toThrow();
    expect(() => decoded(original, text)).toThrow();
  });
});
