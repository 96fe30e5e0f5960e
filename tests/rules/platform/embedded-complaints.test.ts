import { describe, expect, it } from 'vitest';
import { whyItDoesNotRun, whyProgramFails } from '../../../server/platform/embedded/complaints.ts';
import { mongodProgram, valkeyProgram } from '../../../server/platform/embedded/pinned.ts';

const loader = 'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file';

describe('what a database program says before it gives up', () => {
  it('a missing library is named, with the packages that bring it', () => {
    const told = whyProgramFails(mongodProgram, loader);
    expect(told).toContain('libcurl.so.4');
    expect(told).toContain('apt-get install libcurl4 libssl3');
  });

  it.each([
    ['an old C library', "version `GLIBC_2.34' not found", 'glibc 2.34'],
    ['another C library', 'ENOENT', 'glibc 2.34'],
    ['an old processor', 'SIGILL', 'AVX'],
    ['anything else', 'exit 3', 'does not run'],
  ])('%s is explained, with the way round it', (_what, complaint, told) => {
    expect(whyProgramFails(mongodProgram, complaint)).toContain(told);
    expect(whyProgramFails(mongodProgram, complaint)).toContain('MONGODB_URI');
  });

  it('a start that fails says where its log is, or what to do at once', () => {
    const failed = { hasEnded: true, dataDir: '/data' };
    expect(whyItDoesNotRun(valkeyProgram, { ...failed, log: '' })).toMatch(/^Valkey ended while starting: .*\/data/);
    expect(whyItDoesNotRun(valkeyProgram, { ...failed, log: '', hasEnded: false })).toContain('not get ready');
    expect(whyItDoesNotRun(mongodProgram, { ...failed, log: 'No space left on device' })).toContain('is full');
    expect(whyItDoesNotRun(mongodProgram, { ...failed, log: loader })).toContain('libcurl.so.4');
  });
});
