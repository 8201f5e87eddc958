import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { FieldPackage, PushAnswer, ScoreTable, Wave } from '@sipas/shared/wire';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { publishInstrument } from '../../src/use-cases/publish-instrument.ts';
import { type Changes, type TestPhone, pushBody } from '../world/phone.ts';
import { smallInstrument, smallVersion } from '../world/small-survey.ts';
import { fieldsOf } from '../world/fields-of.ts';
import { type World, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
let admin: string;
beforeEach(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['29551']));
  admin = await world.signIn(await world.addPerson('quantri', 'admin', ['86']));
});
afterEach(() => world.leave());

const versionOf = (instrument: Instrument): string =>
  createHash('sha256').update(canonicalJson(instrument)).digest('hex');
/** Only a word is another. */
const reworded: Instrument = { ...smallInstrument, title: { vi: 'Phiếu nhỏ, sửa chữ' } };
/** One question more, which nobody must answer. */
const extended: Instrument = {
  ...smallInstrument,
  sections: smallInstrument.sections.map((section) =>
    section.code === 'O'
      ? {
          ...section,
          questions: [...section.questions, { code: 'more', kind: 'text', text: { vi: 'Thêm?' } }],
        }
      : section,
  ),
};
/** "3" is satisfied as well. */
const broken: Instrument = { ...smallInstrument, satisfiedOptions: ['3', '4', '5'] };

const publish = (instrument: Instrument, acceptsBreaks = false, waveId = world.waveId) =>
  publishInstrument(
    {
      waves: world.storage.waves,
      reader: createWaveReader(world.storage.waves),
      clock: { now: () => new Date().toISOString() as never },
      fields: fieldsOf(smallInstrument.id, ['sex', 'q1', 'q2', 'why', 'age', 'more']),
    },
    waveId,
    instrument,
    acceptsBreaks,
  );
const form = (instrument: Instrument, changes: Changes = {}) =>
  phone.line({
    ...changes,
    envelope: {
      ...changes.envelope,
      instrument: { id: 'small', version: versionOf(instrument) },
    },
  });
const push = async (...lines: readonly string[]) =>
  ((await (await world.push(phone, pushBody(phone, lines))).json()) as PushAnswer).receipts.map(
    ({ outcome, code }) => code ?? outcome,
  );
const get = async <T>(path: string): Promise<T> =>
  (await (
    await world.ask(`/api/v1/waves/${world.waveId}${path}`, { headers: { cookie: admin } })
  ).json()) as T;
const overall = async (instrument: string) => {
  const table = await get<ScoreTable>(`/scores?level=province&instrument=${instrument}`);
  return table.rows.map(({ valid, numerator, denominator }) => [valid, numerator, denominator]);
};

it('a new version is taken beside the old one at once, and packages offer the newest alone [A-55] [A-17]', async () => {
  expect(await push(form(smallInstrument), form(reworded))).toEqual([
    'stored',
    'instrument.version-unknown',
  ]);

  expect(await publish(reworded)).toMatchObject({ ok: true, value: { verdict: 'comparable' } });

  expect(await push(form(smallInstrument), form(reworded))).toEqual(['stored', 'stored']);
  const answer = await world.ask('/api/v1/field-package', {
    headers: { authorization: `Bearer ${phone.token}` },
  });
  const pack = (await answer.json()) as FieldPackage;
  expect(pack.waves[0]?.instruments).toEqual([{ id: 'small', version: versionOf(reworded) }]);
  expect(pack.instruments.map(({ version }) => version)).toEqual([versionOf(reworded)]);
  expect((await world.storage.keeper.verify()).differences).toEqual([]);
});

it('versions that differ in words alone count together, asked by the id [A-54]', async () => {
  await push(...Array.from({ length: 20 }, () => form(smallInstrument)));
  await publish(reworded);
  await push(...Array.from({ length: 15 }, () => form(reworded)));

  // q1 is 4 and q2 is 3 in every form: one satisfied of two valid, 35 times.
  expect(await overall('small')).toEqual([[35, 35, 70]]);
  expect(await overall(versionOf(reworded))).toEqual([[35, 35, 70]]);
  // Not apart: 35 less 20 would tell of the 15 others.
  expect(await overall(smallVersion)).toEqual([[35, 35, 70]]);
  expect((await get<Wave>('')).instruments.map(({ version }) => version)).toEqual([
    versionOf(reworded),
  ]);
});

it('the rows of versions that count together are one file, in the order of their ids [A-54] [X-02]', async () => {
  await publish(reworded);
  await push(form(reworded), form(smallInstrument), form(reworded));
  const ids = async (keys: number | readonly number[]) => {
    const found: string[] = [];
    const rows = world.storage.responses.countedResponses(world.waveId, keys, 'all');
    for await (const { responseId } of rows) found.push(responseId);
    return found;
  };

  const [wave] = await createWaveReader(world.storage.waves).waves();
  const keys = wave?.instruments[0]?.keys ?? [];

  expect(keys).toHaveLength(2);
  const together = await ids(keys);
  expect(together).toHaveLength(3);
  expect(together).toEqual([...together].sort());
});

it.each([
  ['adds a question', extended, false],
  ['breaks the series', broken, true],
])(
  'a version that %s is reported apart from the one before [A-54]',
  async (_what, fresh, accepts) => {
    await push(...Array.from({ length: 31 }, () => form(smallInstrument)));
    expect((await publish(fresh, accepts)).ok).toBe(true);
    await push(...Array.from({ length: 30 }, () => form(fresh)));

    const { instruments } = await get<Wave>('');
    expect(instruments.map(({ version }) => version)).toEqual([versionOf(fresh), smallVersion]);
    const satisfied = fresh === broken ? 60 : 30;
    expect(await overall('small')).toEqual([[30, satisfied, 60]]);
    expect(await overall(smallVersion)).toEqual([[31, 31, 62]]);
  },
);

it('one household fills one slot, whichever version it was asked in [R-06]', async () => {
  await publish(extended);
  const household = { body: { household: 'H1' } };

  expect(await push(form(smallInstrument, household), form(extended, household))).toEqual([
    'stored',
    'stored',
  ]);

  expect((await world.storage.keeper.verify()).counted).toBe(1);
});

it('a version that breaks the series is published only when that is accepted [A-55]', async () => {
  expect(await publish(broken)).toEqual({
    ok: false,
    error: { code: 'instrument.breaks-series', detail: 'index small' },
  });
  expect(await push(form(broken))).toEqual(['instrument.version-unknown']);
  expect(await publish(broken, true)).toMatchObject({ ok: true, value: { verdict: 'breaks' } });
});

it.each([
  ['a wave that does not exist', 'wave.unknown', () => ({ waveId: 'none' })],
  ['a closed wave', 'wave.not-open', () => ({ waveId: world.closedWaveId })],
  ['an instrument that the wave does not ask', 'instrument.unknown', () => ({ id: 'other' })],
])('%s takes no version [A-55]', async (_what, code, asked) => {
  const { waveId = world.waveId, id = 'small' } = asked() as { waveId?: string; id?: string };

  expect(await publish({ ...reworded, id }, true, waveId)).toMatchObject({ error: { code } });
});

it('published again a version changes nothing [A-55]', async () => {
  await publish(reworded);

  expect(await publish(reworded)).toMatchObject({ ok: true, value: { verdict: 'same' } });

  const [wave] = await createWaveReader(world.storage.waves).waves();
  expect(wave?.versions.map(({ version }) => version)).toEqual([versionOf(reworded), smallVersion]);
});
