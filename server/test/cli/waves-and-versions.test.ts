import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import { shippedData } from '../../src/reference-data/read-reference.ts';
import { jsonOf, refusalOf, runHere, runHereWith, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let waveId: string;
let shipped: Instrument;
const run = (...args: string[]) => runHere(place.folder, ...args, '--json');
const write = (name: string, instrument: object) =>
  writeFile(join(place.folder, name), JSON.stringify(instrument));

beforeAll(async () => {
  place = await setupFolder();
  const made = await run(
    ...['wave', 'create', '--name', 'Đợt một', '--instrument', 'transaction-5-factor'],
    ...['--catalogue', '2025-07-01', '--open'],
  );
  ({ waveId } = jsonOf(made) as { waveId: string });
  const file = join(shippedData, 'questionnaires', 'transaction-5-factor.json');
  shipped = JSON.parse(await readFile(file, 'utf8')) as Instrument;
  await write('old.json', shipped);
  await write('words.json', { ...shipped, title: { vi: 'Phiếu giao dịch', en: 'Transaction' } });
  await write('breaks.json', { ...shipped, satisfiedOptions: ['3', '4', '5'] });
}, 120_000);
afterAll(() => place.remove());

test('makes no wave whose units would show figures of fewer people than a group may have [P-13]', async () => {
  const create = (name: string, ...bounds: string[]) =>
    run(
      ...['wave', 'create', '--name', name, '--instrument', 'transaction-5-factor'],
      ...['--catalogue', '2025-07-01', '--open', ...bounds],
    );

  // Ten is the least of a cell where none is named.
  const below = await create('Đợt hai', '--minimum-base', '9');
  expect([below.exit, refusalOf(below)]).toEqual([1, 'wave.base-below-cell']);
  const both = await create('Đợt hai', '--minimum-base', '30', '--minimum-cell', '31');
  expect([both.exit, refusalOf(both)]).toEqual([1, 'wave.base-below-cell']);
  expect((await create('Đợt hai', '--minimum-base', '10')).exit).toBe(0);
});

test('tells what a new version changes [Q-20]', async () => {
  const texts = await run('instrument', 'compare', 'old.json', 'words.json');
  const breaks = await run('instrument', 'compare', 'old.json', 'breaks.json');

  expect([texts.exit, jsonOf(texts)]).toMatchObject([0, { verdict: 'comparable' }]);
  expect([breaks.exit, jsonOf(breaks)]).toMatchObject([
    0,
    { verdict: 'breaks', changes: [{ kind: 'index', grade: 'breaks' }] },
  ]);
  expect(refusalOf(await run('instrument', 'compare', 'old.json', 'none.json'))).toBe(
    'file.unreadable',
  );
});

test('shows beside the verdict what each version says [Q-40]', async () => {
  const told = await runHere(place.folder, 'instrument', 'compare', 'old.json', 'breaks.json');
  const same = await runHere(place.folder, 'instrument', 'compare', 'old.json', 'old.json');

  expect(told.out.trimEnd().split('\n')).toEqual([
    'breaks',
    '  breaks     index transaction-5-factor',
    '',
    `form “${shipped.title.vi}”`,
    '  breaks     changed satisfied: "4, 5" → "3, 4, 5" (index all)',
  ]);
  expect(same.out).toBe('same\n');
});

test('publishes what keeps the series, and what breaks it only when that is accepted [A-55]', async () => {
  const publish = (file: string, ...more: string[]) =>
    run('instrument', 'publish', file, '--wave', waveId, ...more);

  expect(jsonOf(await publish('words.json'))).toMatchObject({ waveId, verdict: 'comparable' });
  const refused = await publish('breaks.json');
  expect([refused.exit, refusalOf(refused)]).toEqual([1, 'instrument.breaks-series']);
  expect((await publish('breaks.json', '--accept', 'breaks')).exit).toBe(0);
  expect(refusalOf(await run('instrument', 'publish', 'old.json', '--wave', 'none'))).toBe(
    'wave.unknown',
  );
});

test('compares versions of the store with each other and with a file [Q-40]', async () => {
  const id = shipped.id;
  const whole = createHash('sha256').update(canonicalJson(shipped)).digest('hex');
  const verdictOf = async (...names: readonly string[]) => {
    const answer = await run('instrument', 'compare', ...names);
    return answer.exit === 0 ? (jsonOf(answer) as { verdict: string }).verdict : refusalOf(answer);
  };

  // Published above: in other words, and with another index.
  expect(await verdictOf(`${id}@1`, `${id}@2`)).toBe('comparable');
  expect(await verdictOf(`${id}@2`, id)).toBe('breaks');
  expect(await verdictOf(whole, `${id}@1`)).toBe('same');
  expect(await verdictOf(id, 'breaks.json')).toBe('same');
  expect(await verdictOf('old.json', 'census')).toBe('instrument.not-found');
  expect(await verdictOf('old.json', `${id}@9`)).toBe('instrument.version-not-found');
});

test('publishes no question, and makes no wave of one, that nobody registered [Y-03]', async () => {
  const [section] = shipped.sections;
  const question = { code: 'phone', kind: 'text', text: { vi: 'Số điện thoại?' } };
  await write('more.json', {
    ...shipped,
    sections: [
      { ...section, questions: [...(section?.questions ?? []), question] },
      ...shipped.sections.slice(1),
    ],
  });
  const registry = JSON.parse(
    await readFile(join(shippedData, 'privacy', 'field-registry.json'), 'utf8'),
  ) as { records: { id: string; entries: object[] }[] };
  await write('so.json', {
    ...registry,
    records: registry.records.map((record) =>
      record.id === 'transaction-5-factor'
        ? {
            ...record,
            entries: [
              ...record.entries,
              {
                ...{ fields: ['phone'], purpose: 'field-work' },
                ...{ class: 'identifying', retention: 'survey' },
              },
            ],
          }
        : record,
    ),
  });
  await write('none.json', {
    ...registry,
    records: registry.records.filter(({ id }) => id !== 'transaction-5-factor'),
  });
  const withRegistry = (name: string, ...args: string[]) =>
    runHereWith(
      place.folder,
      { SIPAS_FIELD_REGISTRY: join(place.folder, name) },
      ...args,
      '--json',
    );
  const publish = [
    ...['instrument', 'publish', 'more.json', '--wave', waveId, '--accept', 'breaks'],
  ] as const;
  const create = [
    ...['wave', 'create', '--name', 'Đợt chưa khai', '--instrument', 'transaction-5-factor'],
    ...['--catalogue', '2025-07-01'],
  ] as const;

  const refused = await run(...publish);
  expect([refused.exit, refusalOf(refused)]).toEqual([1, 'instrument.unregistered-fields']);
  expect(refused.out).toContain('transaction-5-factor: phone');
  expect(refusalOf(await withRegistry('none.json', ...create))).toBe(
    'instrument.unregistered-fields',
  );
  expect((await withRegistry('so.json', ...publish)).exit).toBe(0);
  expect(refusalOf(await withRegistry('more.json', ...publish))).toBe('fields.invalid');
});

test('publishes no other text of consent under the version of one that was read to people [Y-04]', async () => {
  const text = { ...shipped.consent.text, vi: 'Ông/Bà có đồng ý không?' };
  await write('reworded.json', { ...shipped, consent: { ...shipped.consent, text } });
  await write('renamed.json', {
    ...shipped,
    consent: { version: 'transaction-5-factor/2', text },
  });
  const publish = (file: string) =>
    run('instrument', 'publish', file, '--wave', waveId, '--accept', 'breaks');

  const refused = await publish('reworded.json');
  expect([refused.exit, refusalOf(refused)]).toEqual([1, 'instrument.consent-reworded']);
  expect(refused.out).toContain('transaction-5-factor/1: vi');
  expect((await publish('renamed.json')).exit).toBe(0);
});

test('closes a wave and opens it again [P-24] [P-25]', async () => {
  expect(jsonOf(await run('wave', 'close', waveId))).toEqual({ waveId, status: 'closed' });
  expect(refusalOf(await run('wave', 'close', waveId))).toBe('wave.not-open');
  expect(refusalOf(await run('instrument', 'publish', 'old.json', '--wave', waveId))).toBe(
    'wave.not-open',
  );
  expect(jsonOf(await run('wave', 'reopen', waveId))).toEqual({ waveId, status: 'open' });
  expect(refusalOf(await run('wave', 'reopen', waveId))).toBe('wave.not-closed');
  expect(refusalOf(await run('wave', 'close', 'none'))).toBe('wave.unknown');
});
