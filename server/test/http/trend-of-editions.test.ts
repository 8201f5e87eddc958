import { afterEach, describe, expect, test } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import type { ChangeTable, Trend } from '@sipas/shared/wire';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { publishInstrument } from '../../src/use-cases/publish-instrument.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { freezeWorld, renewWorld } from './freeze-world.ts';
import { setupSmallCase } from './people-small-case.ts';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';

let world: PeopleWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** The six forms of people-small-case.ts, and a wave after it with two forms of 4 in Phú Khương. */
async function setupWaves() {
  const made = await setupSmallCase({ minimumBase: 2, minimumCell: 2 });
  world = made;
  const later = await made.addWave('Đợt sau', Object.values(places));
  for (const rating of ['4', '4'])
    await made.send('surveyor-829', places.benTre, { rating, inWave: later });
  const ask = (wave: string, path: string, who: Username = 'analyst') =>
    made.ask(who, `/api/v1/waves/${wave}/${path}`);
  const trend = async (wave: string, query = '', who: Username = 'analyst') => {
    const { points } = (await (await ask(wave, `trend?${query}`, who)).json()) as Trend;
    return points.map(({ wave: { name }, edition, percent, valid, link }) => [
      ...[name, edition, percent, valid, link],
    ]);
  };
  const late = async (count: number) => {
    for (let one = 0; one < count; one++)
      await made.send('surveyor-829', places.benTre, { rating: '3' });
  };
  return { world: made, later, ask, trend, late };
}

describe('a trend over the editions of a wave', () => {
  test('has the figure of the last edition, whatever came since [N-30]', async () => {
    const { world: made, later, trend, late } = await setupWaves();
    // (4 + 21 × 5) ÷ 6 ÷ 22 = 82,5757… %, as in people-editions.test.ts.
    expect(await trend(later)).toEqual([
      ['Đợt thử', undefined, '82.58', 6, 'joined'],
      ['Đợt sau', undefined, '100.00', 2, 'joined'],
    ]);

    await freezeWorld(made);
    await late(2);
    expect((await trend(later))[0]).toEqual(['Đợt thử', 1, '82.58', 6, 'joined']);
    await renewWorld(made);
    // 109 ÷ 176 = 61,9318… %.
    expect((await trend(later))[0]).toEqual(['Đợt thử', 2, '61.93', 8, 'joined']);
    await late(2);
    expect((await trend(later))[0]).toEqual(['Đợt thử', 2, '61.93', 8, 'joined']);
  });

  test('is the same looked at from the frozen wave, commune by commune [N-30]', async () => {
    const { world: made, trend, late } = await setupWaves();
    await freezeWorld(made);
    await late(2);
    await renewWorld(made);

    // Of four forms two are all 3.
    expect(await trend(made.waveId, `level=commune&unit=${places.benTre}`)).toEqual([
      ['Đợt thử', 2, '50.00', 4, 'joined'],
      ['Đợt sau', undefined, '100.00', 2, 'joined'],
    ]);
  });

  test('has no point of a growing wave for who is told figures that stand [N-30] [W-52]', async () => {
    const { world: made, later, ask, trend } = await setupWaves();
    await freezeWorld(made);

    expect(await trend(made.waveId, '', 'observer')).toEqual([
      ['Đợt thử', 1, '82.58', 6, 'joined'],
    ]);
    expect(await code(await ask(later, 'trend', 'observer'))).toBe('figures.not-frozen');
  });
});

describe('waves of forms that cannot be compared', () => {
  /** In the later wave "3" is satisfied as well; forms of before that count apart there. */
  async function setupOtherForm() {
    const waves = await setupWaves();
    const { storage, instrument } = waves.world;
    const published = await publishInstrument(
      {
        waves: storage.waves,
        reader: createWaveReader(storage.waves),
        clock: { now: () => waves.world.now as Instant },
        fields: shippedFieldRegistry(),
      },
      waves.later,
      { ...instrument.definition, satisfiedOptions: ['3', '4', '5'] },
      true,
    );
    expect(published).toMatchObject({ ok: true, value: { verdict: 'breaks' } });
    return waves;
  }

  test('have no changes, and a trend in which neither is joined with the other [N-30] [P-60]', async () => {
    const { world: made, later, ask, trend } = await setupOtherForm();

    const changes = await ask(later, `changes?before=${made.waveId}`);
    expect([changes.status, await code(changes)]).toEqual([409, 'report.series-broken']);
    expect(await trend(later)).toEqual([
      ['Đợt thử', undefined, '82.58', 6, 'other-form'],
      // No form of the new version yet.
      ['Đợt sau', undefined, null, 0, 'joined'],
    ]);
    expect(await trend(made.waveId)).toEqual([
      ['Đợt thử', undefined, '82.58', 6, 'joined'],
      ['Đợt sau', undefined, null, 0, 'other-form'],
    ]);
  });

  test('are no files either, and keep apart when a version is named [N-30] [P-60]', async () => {
    const { world: made, later, ask, trend } = await setupOtherForm();
    const { version } = made.instrument;

    const file = await ask(later, `exports/changes.csv?before=${made.waveId}`);
    expect(await code(file)).toBe('report.series-broken');
    // The earlier version by its own name: both waves have forms of it.
    const named = await ask(later, `changes?before=${made.waveId}&instrument=${version}`);
    const { rows } = (await named.json()) as ChangeTable;
    expect([named.status, rows[0]?.before.percent, rows[0]?.after.percent]).toEqual([
      ...[200, '82.58', '100.00'],
    ]);
    expect((await trend(later, `instrument=${version}`)).map(([, , percent]) => percent)).toEqual([
      '82.58',
      '100.00',
    ]);
  });
});
