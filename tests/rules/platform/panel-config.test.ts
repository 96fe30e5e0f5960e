import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonForScript } from '../../../server/platform/panel-config.ts';

describe('the configuration in the page', () => {
  it('says what it was given and can never end its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jsonForScript(value);
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    const hostile = { text: '</script><script>alert(1)</script>\u2028<!--&amp;' };
    expect(JSON.parse(jsonForScript(hostile))).toEqual(hostile);
  });
});
