import { describe, expect, it } from 'vitest';
import { readToolText } from '../../client/tools/tool-file.ts';
import '../../client/ui/page-words.ts';

describe('a file that should hold a tool', () => {
  it('is read as it is written', () => {
    expect(readToolText('{"code": "x", "topics": []}')).toEqual({ data: { code: 'x', topics: [] }, fault: null });
  });

  it('that goes wrong in the middle names the line, and what to look for', () => {
    const { fault } = readToolText('{\n  "code": "x",\n  "title" "y"\n}');
    expect(fault).toMatchObject({ path: 'Line 3', message: expect.stringContaining('a comma, a quote or a bracket') });
  });

  it('that ends too early names its last line', () => {
    expect(readToolText('{\n  "code": "x",\n').fault?.path).toBe('Line 3');
    expect(readToolText('').fault).not.toBeNull();
  });
});
