import { describe, expect, it } from 'vitest';
import { filesOf, productFiles, read } from './sources.ts';

const isText = (path: string): boolean => !/\.(png|woff2|ico)$|^(package-lock\.json|LICENSE)$/.test(path);

type Literal = Readonly<{ name: string; pattern: RegExp; planted: string }>;

/** What may stand in no file of the checkout. The planted lines are put together so that this file does not hold them. */
const NOWHERE: readonly Literal[] = [
  { name: 'a path of one machine', pattern: /(?<![\w.])\/(?:work|root|home|Users)\/\w/, planted: `cd ${'/home'}/sam` },
  { name: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/, planted: `-----BEGIN ${'PRIVATE'} KEY-----` },
  { name: 'an access key', pattern: /\b(?:AKIA|ghp_|xox[bp]-|sk_live_)\w{12,}/, planted: `AKIA${'A'.repeat(16)}` },
  {
    name: 'an address with a password in it',
    // A test may try what happens to a password: where nobody can be reached by it.
    pattern: /\b(?:mongodb(?:\+srv)?|rediss?|https?):\/\/[\w.-]*:[^\s/@'"`$<]+@(?!127\.0\.0\.1\b|[\w.-]+\.example\b)/,
    planted: `mongodb://sam:${'secret'}@db.internal`,
  },
];

/** What may stand in no file of the product: there a secret is made at the first start, never written down. */
const NOT_IN_THE_PRODUCT: readonly Literal[] = [
  {
    name: 'a literal secret',
    pattern: /\b(?:password|passphrase|secret|apiKey|masterKey)\b\s*[:=]\s*['"`][^'"`$\s]{6,}['"`]/i,
    planted: "const user = { password: 'correcthorse' };",
  },
];

function found(paths: readonly string[], literals: readonly Literal[]): string[] {
  return paths.flatMap((path) => {
    const lines = read(path).split('\n');
    return lines.flatMap((line, index) =>
      literals.filter(({ pattern }) => pattern.test(line)).map(({ name }) => `${path}:${index + 1} holds ${name}`),
    );
  });
}

describe('literals', () => {
  it('name no secret and no path of one machine anywhere', () => {
    expect(found(filesOf().filter(isText), NOWHERE)).toEqual([]);
  });

  it('hold no password in the product', () => {
    expect(found(productFiles(), NOT_IN_THE_PRODUCT)).toEqual([]);
  });

  it.each([...NOWHERE, ...NOT_IN_THE_PRODUCT])('$name would be found', ({ pattern, planted }) => {
    expect(planted).toMatch(pattern);
  });

  it('that only look alike are left alone', () => {
    const harmless = [
      'the /homework/ page',
      "import './work/x.ts'",
      'http://127.0.0.1:4000/a@b',
      "password: 'string'.length",
      'mongodb://name:word@127.0.0.1:1/ and https://name:word@chat.example/',
    ];
    for (const line of harmless) expect(NOWHERE.filter(({ pattern }) => pattern.test(line))).toEqual([]);
  });
});
