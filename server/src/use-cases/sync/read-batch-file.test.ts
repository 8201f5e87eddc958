import { createHash } from 'node:crypto';
import { canonicalJson } from '@sipas/shared/kernel';
import { expect, it } from 'vitest';
import { type FilePiece } from './inflate.ts';
import { isCutShort, readBatchFile } from './read-batch-file.ts';

const deviceId = '01890a5d-ac96-774b-bcce-b302099a8057';
const header = (batchId: string, changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    protocol: 1,
    batchId,
    deviceId,
    sentAt: '2026-11-20T09:00:00.000Z',
    ...changes,
  });

/** A visit, the smallest envelope; its hash by the recipe of the contract. */
function envelope(seq: number): string {
  const content = {
    v: 1,
    deviceId,
    epoch: 'e1',
    seq,
    prevHash: null,
    responseId: `01890a5d-ac96-774b-bcce-${String(seq).padStart(12, '0')}`,
    revision: 1,
    kind: 'visit',
    waveId: '01890a5d-ac96-774b-bcce-b302099a8058',
    instrument: { id: 'small', version: 'a'.repeat(64) },
    catalogue: '2025-07-01',
    clock: {
      wall: '2026-11-20T08:00:00.000Z',
      utcOffsetMin: 420,
      activeMs: 0,
      sinceContactMs: null,
    },
    body: {
      unit: { commune: '29551', village: 'Khóm 1' },
      mode: 'interview',
      language: 'vi',
      consent: { given: false, at: '2026-11-20T07:50:00.000Z', textVersion: '1' },
      answers: {},
    },
  };
  const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return canonicalJson({ ...content, hash, sig: null });
}
const hashOf = (line: string) => (JSON.parse(line) as { hash: string }).hash;
const manifest = (lines: readonly string[], changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    manifest: 1,
    count: lines.length,
    ranges: [{ epoch: 'e1', from: 1, to: lines.length }],
    hashes: lines.map(hashOf),
    ...changes,
  });

const [one, two] = [envelope(1), envelope(2)];
const piece = (text: string, damage: FilePiece['damage'] = null): FilePiece => ({
  bytes: Buffer.from(text),
  damage,
});
const ended = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

function read(...pieces: FilePiece[]) {
  const file = readBatchFile(pieces);
  if (!file.ok) return file.error.code;
  return {
    damage: file.value.damage,
    batches: file.value.batches.map(({ batchId, lines, manifest: named, endsInLine }) => ({
      batchId,
      lines: lines.map(String),
      named: named?.hashes ?? null,
      endsInLine,
    })),
  };
}
const batch = (batchId: string, lines: string[], rest: object = {}) => ({
  batchId,
  lines,
  named: null,
  endsInLine: false,
  ...rest,
});

it.each([
  ['a bare push body', ended(header('a'), one, two), [batch('a', [one, two])]],
  [
    'a manifest behind the header',
    ended(header('a'), manifest([one, two]), one, two),
    [batch('a', [one, two], { named: [hashOf(one), hashOf(two)] })],
  ],
  [
    'files of several phones put together, with a manifest and without',
    ended(header('a'), manifest([one]), one, header('b'), two),
    [batch('a', [one], { named: [hashOf(one)] }), batch('b', [two])],
  ],
  ['an empty line as a line', ended(header('a'), '', one), [batch('a', ['', one])]],
  ['a header alone', header('a'), [batch('a', [])]],
  ['a last line without its line feed', `${ended(header('a'))}${one}`, [batch('a', [one])]],
  ['a last line that is broken but ends', `${ended(header('a'))}{no}`, [batch('a', ['{no}'])]],
  ['a last line that opens nothing', `${ended(header('a'))}broken`, [batch('a', ['broken'])]],
  [
    'a manifest in another place as a line that is none',
    ended(header('a'), one, manifest([one])),
    [batch('a', [one, manifest([one])])],
  ],
  [
    'a manifest of a later version as none',
    ended(header('a'), manifest([one], { manifest: 2 }), one),
    [batch('a', [one])],
  ],
  [
    'a manifest that names itself last',
    ended(
      header('a'),
      JSON.stringify({ count: 1, hashes: [hashOf(one)], ranges: [], manifest: 1 }),
      one,
    ),
    [batch('a', [one], { named: [hashOf(one)] })],
  ],
])('reads %s, and sees no damage [A-31]', (_what, text, batches) => {
  expect(read(piece(text))).toEqual({ damage: null, batches });
});

it.each([
  ['a mark of UTF-8 at its start', (text: string) => `\uFEFF${text}`],
  ['the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
  ['both', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
])('reads a file that a program for texts saved with %s as if it had not [A-31]', (_what, save) => {
  const lines = [one, two];
  const file = ended(header('a'), manifest(lines), one, two, '{broken');
  const named = lines.map(hashOf);

  const saved = read(piece(save(file)));

  expect(saved).toEqual(read(piece(file)));
  expect(saved).toMatchObject({
    damage: null,
    batches: [{ batchId: 'a', lines: [one, two, '{broken'], named, endsInLine: false }],
  });
  // Files put together, and one that ends between the two signs of a line end.
  expect(read(piece(save(file) + save(file)))).toEqual(read(piece(file + file)));
  expect(read(piece(save(ended(header('a'), one)).slice(0, -1)))).toMatchObject({
    damage: null,
    batches: [{ lines: [one], endsInLine: false }],
  });
});

it('keeps a carriage return that ends no line, and an empty line as one [A-31]', () => {
  expect(read(piece(`${header('a')}\r\nx\ry\r\r\n\r\n${one}\r\n`))).toMatchObject({
    batches: [{ lines: ['x\ry\r', '', one] }],
  });
});

it('takes the last line for cut at every byte of it but the last [A-31]', () => {
  for (let bytes = 1; bytes < Buffer.byteLength(two); bytes++) {
    const cut = Buffer.from(two).subarray(0, bytes);
    const file = readBatchFile([
      { bytes: Buffer.concat([Buffer.from(ended(header('a'), one)), cut]), damage: null },
    ]);

    expect(file.ok && [file.value.damage, file.value.batches]).toMatchObject([
      'cut',
      [{ lines: [Buffer.from(one)], endsInLine: true }],
    ]);
  }
});

it('takes what a broken compression leaves of a line for cut, and goes on with the next piece [A-31]', () => {
  expect(
    read(piece(`${ended(header('a'), one)}xy`, 'altered'), piece(ended(header('b'), two))),
  ).toEqual({
    damage: 'altered',
    batches: [batch('a', [one], { endsInLine: true }), batch('b', [two])],
  });
});

it('takes the beginning of another header for no line of the batch before it [A-31]', () => {
  expect(read(piece(ended(header('a'), one) + header('b').slice(0, 40)))).toEqual({
    damage: 'cut',
    batches: [batch('a', [one])],
  });
});

it.each([
  ['first header', ended(header('a').replace('protocol', 'protokol'), one), batch('', [one])],
  ['phone of a header', ended(header('a', { deviceId: '?' }), one), batch('', [one])],
  ['manifest', ended(header('a'), manifest([one]).replace(':[{', ':[['), one), batch('a', [one])],
  [
    'count of a manifest',
    ended(header('a'), manifest([one], { count: 2 }), one),
    batch('a', [one]),
  ],
])(
  'reads the lines behind a damaged %s, and says that the file is altered [A-31]',
  (_what, text, expected) => {
    expect(read(piece(text))).toEqual({ damage: 'altered', batches: [expected] });
  },
);

it.each([
  ['batch.unreadable', 'nothing', ''],
  ['batch.unreadable', 'a picture', '\u0089PNG\r\n\u001a\n\u0000'],
  ['batch.unreadable', 'an archive', 'PK\u0003\u0004\n{"v":1}\n'],
  ['batch.unreadable', 'lines that never had a header', ended(one, two)],
  ['batch.unreadable', 'a header that was cut', header('a').slice(0, 30)],
  ['batch.unreadable', 'a damaged header before broken lines alone', ended('{"protocol":1', '{}')],
  ['batch.protocol-unknown', 'a later protocol', ended(header('a', { protocol: 2 }), one)],
  [
    'batch.protocol-unknown',
    'a later protocol further on',
    ended(header('a'), one, header('b', { protocol: 99 }), two),
  ],
])('refuses as %s %s [A-31]', (code, _what, text) => {
  expect(read(piece(text))).toBe(code);
});

it.each([
  ['{"a":1}', false],
  ['{"a":"}', true],
  ['{"a":"\\"}', true],
  ['{"a":{"b":"{"}', true],
  ['{', true],
  ['', false],
  ['[{', false],
  ['{no}', false],
])('sees whether %s was cut short: %s [A-31]', (text, expected) => {
  expect(isCutShort(Buffer.from(text))).toBe(expected);
});
