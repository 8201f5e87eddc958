import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UnitPair } from '@sipas/shared/wire';
import { createReader } from '../../../shared/test/scoring/solve-tables.ts';
import { type PeopleWorld, places, setupPeopleWorld } from './people-world.ts';

/** Forms by commune, in two former districts; a commune or an answer of fewer than three people is a secret. */
const forms = { first: [5, 4, 1, 2], second: [4, 3, 5, 1] };
const minimum = 3;

interface Commune {
  readonly code: string;
  readonly district: string;
  readonly people: number;
}

let world: PeopleWorld;
let wave: string;
let communes: readonly Commune[];
beforeAll(async () => {
  world = await setupPeopleWorld({ minimumBase: minimum, minimumCell: minimum });
  const path = `/api/v1/waves/${world.waveId}/areas?level=district`;
  const areas = (await (await world.ask('analyst', path)).json()) as {
    readonly communes: readonly { readonly code: string; readonly area: string }[];
  };
  const areaOf = (commune: string) =>
    areas.communes.find(({ code }) => code === commune)?.area ?? '';
  const inDistrict = (district: string, people: readonly number[]): readonly Commune[] =>
    areas.communes
      .filter(({ area }) => area === district)
      .slice(0, people.length)
      .map(({ code }, place) => ({ code, district, people: people[place] ?? 0 }));
  const first = inDistrict(areaOf(places.longChau), forms.first);
  const second = inDistrict(areaOf(places.benTre), forms.second);
  communes = [...first, ...second];
  wave = await world.addWave(
    'Đợt cặp',
    communes.map(({ code }) => code),
  );
  for (const [who, own] of [
    ['surveyor-855', first],
    ['surveyor-829', second],
  ] as const)
    for (const { code, people } of own)
      for (let one = 0; one < people; one++)
        await world.send(who, code, { rating: one % 2 === 0 ? '4' : '3', inWave: wave });
}, 120_000);
afterAll(() => world.close());

interface Place {
  readonly level: string;
  readonly unit: string;
  readonly communes: readonly number[];
}

const everyone = () => communes.map((_, at) => at);
const placesOfWave = (): readonly Place[] => [
  { level: 'province', unit: '86', communes: everyone() },
  ...[...new Set(communes.map(({ district }) => district))].map((unit) => ({
    ...{ level: 'district', unit },
    communes: everyone().filter((at) => communes[at]?.district === unit),
  })),
  ...communes.map(({ code }, at) => ({ level: 'commune', unit: code, communes: [at] })),
];

interface ToldPair {
  readonly pair: UnitPair;
  /** The communes of each. */
  readonly sides: readonly [readonly number[], readonly number[]];
}

/** Every pair of units of one level, and every unit beside the rest of each unit that holds it, as the server tells them. */
async function askPairs(): Promise<readonly ToldPair[]> {
  const all = placesOfWave();
  const told: ToldPair[] = [];
  for (const one of all)
    for (const other of all) {
      const isInside =
        other.communes.length > one.communes.length &&
        one.communes.every((at) => other.communes.includes(at));
      if (other === one || (other.level !== one.level && !isInside)) continue;
      const second = isInside ? `of=${other.level}` : `other=${other.unit}`;
      const path = `/api/v1/waves/${wave}/unit-pair?level=${one.level}&unit=${one.unit}&${second}`;
      const answer = await world.ask('analyst', path);
      expect(answer.status, path).toBe(200);
      const rest = other.communes.filter((at) => !one.communes.includes(at));
      told.push({
        pair: (await answer.json()) as UnitPair,
        sides: [one.communes, isInside ? rest : other.communes],
      });
    }
  return told;
}

/** The sides of which a figure is told, each by itself or by the difference. */
function sidesTold({ pair, sides }: ToldPair, criterion: string): readonly (readonly number[])[] {
  const row = pair.rows.find(({ kind, code }) => kind === 'criterion' && code === criterion);
  const isDifferenceTold = typeof row?.points === 'string';
  return [row?.first, row?.second].flatMap((side, at) =>
    typeof side?.percent === 'string' || isDifferenceTold ? [sides[at] ?? []] : [],
  );
}

/** Communes that are too few people together to be told of. */
const secrets = (): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** communes.length - 1 }, (_, set) =>
    everyone().filter((at) => ((set + 1) >> at) % 2 === 1),
  ).filter((some) => some.reduce((sum, at) => sum + (communes[at]?.people ?? 0), 0) < minimum);

test('a reader who solves all pairs of units and all rests finds no answers of a few people [P-91]', async () => {
  const told = await askPairs();
  const figures = told[0]?.pair.rows.filter(({ kind }) => kind === 'criterion') ?? [];

  expect(told.length).toBe(2 * 8 + 8 * 7 + 2 + 2);
  expect(figures).toHaveLength(22);
  for (const { code } of figures) {
    // A percentage of so few, with its base beside, is a number of people.
    const reader = createReader(communes.length);
    for (const side of told.flatMap((one) => sidesTold(one, code))) reader.read(side);

    expect(secrets().filter((some) => reader.knows(some))).toEqual([]);
    // He reads what is told: else he would find nothing in anything.
    expect([reader.knows([0]), reader.knows([1]), reader.knows(everyone())]).toEqual([
      true,
      true,
      true,
    ]);
  }
}, 60_000);
