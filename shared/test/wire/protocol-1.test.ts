import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { canonicalInstrument } from '../../src/questionnaire/index.ts';
import {
  batchManifestSchema,
  clearEnvelopeSchema,
  confirmAnswerSchema,
  confirmRequestSchema,
  envelopeHashInput,
  envelopeSchema,
  fieldPackageSchema,
  helloAnswerSchema,
  helloSchema,
  importAnswerSchema,
  problemSchema,
  pullAnswerSchema,
  pushAnswerSchema,
  pushHeaderSchema,
  redeemAnswerSchema,
  redeemRequestSchema,
  sealedEnvelopeSchema,
} from '../../src/wire/index.ts';

const folder = join(import.meta.dirname, 'protocol-1');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

// Messages of the first release. They are never changed: phones that speak so are in the field for years.
it.each([
  ['push-answer.json', pushAnswerSchema],
  ['import-answer.json', importAnswerSchema],
  ['hello.json', helloSchema],
  ['hello-answer.json', helloAnswerSchema],
  ['pull-answer.json', pullAnswerSchema],
  ['redeem.json', redeemRequestSchema],
  ['redeem-answer.json', redeemAnswerSchema],
  ['confirm.json', confirmRequestSchema],
  ['confirm-answer.json', confirmAnswerSchema],
  ['field-package.json', fieldPackageSchema],
  ['problem.json', problemSchema],
])('still reads %s of protocol 1, all of it', (name, schema) => {
  const sample: unknown = JSON.parse(read(name));

  expect(v.parse(schema as v.GenericSchema, sample)).toEqual(sample);
});

const [header, ...lines] = read('push.ndjson').trimEnd().split('\n');

it('still reads a push of protocol 1: its header, a form, a visit and a sealed form', () => {
  const sample: unknown = JSON.parse(header ?? '');
  const envelopes = lines.map((line) => JSON.parse(line) as unknown);

  expect(v.parse(pushHeaderSchema, sample)).toEqual(sample);
  expect(envelopes.map((envelope) => v.parse(envelopeSchema, envelope))).toEqual(envelopes);
  expect(envelopes.map((envelope) => v.is(clearEnvelopeSchema, envelope))).toEqual([
    true,
    true,
    false,
  ]);
  expect(v.is(sealedEnvelopeSchema, envelopes[2])).toBe(true);
});

it('still reads a batch file of protocol 1: the lines of a push, named by a manifest before them [W-10]', () => {
  const [fileHeader, manifest, ...fileLines] = read('batch-file.ndjson').trimEnd().split('\n');
  const sample: unknown = JSON.parse(manifest ?? '');

  expect([fileHeader, ...fileLines]).toEqual([header, ...lines]);
  expect(v.parse(batchManifestSchema, sample)).toEqual(sample);
  expect(v.parse(batchManifestSchema, sample)).toEqual({
    manifest: 1,
    count: 3,
    ranges: [{ epoch: '5f0c9a7be21d4436', from: 1, to: 3 }],
    hashes: lines.map((line) => (JSON.parse(line) as { hash: string }).hash),
  });
});

it.each([
  ['counts other lines than it names', { count: 2 }],
  ['is of another version', { manifest: 2 }],
  ['names a line by something else', { hashes: ['a', 'b', 'c'] }],
])('takes no manifest that %s [W-10]', (_what, change) => {
  const manifest = JSON.parse(read('batch-file.ndjson').split('\n')[1] ?? '') as object;

  expect(v.is(batchManifestSchema, { ...manifest, ...change })).toBe(false);
});

it('reads the answer to a push as the answer to a file, as older servers give it', () => {
  expect(v.is(importAnswerSchema, JSON.parse(read('push-answer.json')))).toBe(true);
});

// Python 3.11.7: hashlib.sha256(json.dumps(e, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode())
// with e the envelope without hash and sig; for ASCII keys, whole numbers and these texts that is RFC 8785.
it.each([
  [1, '5f8738ab5d13f67f951a0484857d0dc632679445e9a5e6598d267175ac262f42'],
  [2, '1628f8fd6db9fee2d3513360607294bc110583b4698e797a5713c4c575ca3e4b'],
  [3, '4be029b31e7f18059fc36db0601cbdf56f7228dcf0be1195415d6b13e66571a2'],
])('takes the hash of line %i as another tool does [W-01]', (line, expected) => {
  const envelope = JSON.parse(lines[line - 1] ?? '') as { hash: string };

  expect(envelope.hash).toBe(expected);
  expect(sha256(envelopeHashInput(envelope))).toBe(expected);
});

it('names a questionnaire of a package by the hash that another tool takes of it [Q-06]', () => {
  const { instruments } = v.parse(fieldPackageSchema, JSON.parse(read('field-package.json')));

  // The same command of Python 3.11.7 over the definition.
  expect(instruments.map(({ version }) => version)).toEqual([
    'e1b5e38768c7898ec7290f0ef3c0265e7082150ecc06272d64dafe85fd921064',
  ]);
  for (const { definition, version } of instruments)
    expect(sha256(canonicalInstrument(definition))).toBe(version);
});
