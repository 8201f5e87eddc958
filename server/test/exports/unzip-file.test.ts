import { describe, expect, test } from 'vitest';
import { unzipPlain } from '../../src/exports/unzip-file.ts';
import { zipBytes } from '../../src/exports/zip-file.ts';

const most = 2 ** 20;
const bytesOf = (text: string): Buffer => Buffer.from(text);
const archive = (): Buffer =>
  zipBytes([
    { name: 'a.txt', bytes: bytesOf('một') },
    { name: 'data/b.csv', bytes: bytesOf('x,y\n1,2\n') },
    { name: 'empty', bytes: bytesOf('') },
  ]);
const codeOf = (bytes: Buffer, limit = most): string => {
  const read = unzipPlain(bytes, limit);
  return read.ok ? 'read' : read.error.code;
};

const contentOf = (bytes: Buffer): string | null => {
  const read = unzipPlain(bytes, most);
  return read.ok ? JSON.stringify([...read.value]) : null;
};

describe('an archive is read as it was written', () => {
  test('gives its files in order [X-83]', () => {
    const read = unzipPlain(archive(), most);

    expect(read.ok && [...read.value].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
      ['a.txt', 'một'],
      ['data/b.csv', 'x,y\n1,2\n'],
      ['empty', ''],
    ]);
  });

  test('no byte of it can be changed but it is found, or the content is what it was [X-83]', () => {
    const whole = archive();
    const before = contentOf(whole);
    let found = 0;
    for (let at = 0; at < whole.length; at += 1)
      for (const bit of [1, 128]) {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ bit, at);
        const after = contentOf(bytes);
        if (after === null) found += 1;
        // A bit that deflate does not read, at the end of a stream.
        else expect(after).toBe(before);
      }
    expect(found).toBeGreaterThan(whole.length * 1.9);
  });

  test('cut anywhere it is damaged, and so is one with something behind [X-83]', () => {
    const whole = archive();
    for (let length = 0; length < whole.length; length += 1)
      expect(codeOf(whole.subarray(0, length))).toBe('bundle.damaged');
    expect(codeOf(Buffer.concat([whole, bytesOf('x')]))).toBe('bundle.damaged');
  });

  test.each([
    '../a',
    'a/../../b',
    '/etc/passwd',
    'C:\\a',
    'a\\b',
    'a//b',
    './a',
    'a/',
    '',
    'a\0b',
    'á',
  ])('the name %j is refused [X-83]', (name) => {
    expect(codeOf(zipBytes([{ name, bytes: bytesOf('x') }]))).toBe('bundle.unsafe-name');
  });

  test('is not unpacked beyond the limit, nor beyond what it says [X-83]', () => {
    const bomb = zipBytes([{ name: 'a', bytes: Buffer.alloc(most * 4) }]);
    const two = zipBytes(['a', 'b'].map((name) => ({ name, bytes: Buffer.alloc(600_000) })));
    const liar = Buffer.from(bomb);
    // Both heads say ten bytes.
    liar.writeUInt32LE(10, 22);
    liar.writeUInt32LE(10, liar.readUInt32LE(liar.length - 6) + 24);

    expect(codeOf(bomb)).toBe('bundle.too-large');
    expect(codeOf(two)).toBe('bundle.too-large');
    expect(codeOf(liar)).toBe('bundle.too-large');
    expect(codeOf(two, 1_200_000)).toBe('read');
  });

  test('two files of one name are damaged [X-83]', () => {
    const twice = zipBytes([
      { name: 'a', bytes: bytesOf('1') },
      { name: 'a', bytes: bytesOf('2') },
    ]);

    expect(codeOf(twice)).toBe('bundle.damaged');
  });
});
