import type { DrawnVillage } from '@sipas/shared/sampling';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';

/** What a draw was made from, so that it can be made again. */
export interface DrawSource {
  readonly method: string;
  readonly seed: string;
  readonly frameHash: string;
}

interface DrawnHousehold {
  readonly village: DrawnVillage;
  readonly household: number;
  readonly isReserve: boolean;
  readonly order: number;
  readonly source: DrawSource;
}

const role = (isReserve: boolean): Cell => text(isReserve ? 'reserve' : 'sample');
const chance = (probability: number): Cell => decimal(String(probability));

const columns: Readonly<Record<string, (row: DrawnHousehold) => Cell>> = {
  commune: ({ village }) => text(village.commune),
  commune_household_count: ({ village }) => count(village.communeHouseholdCount),
  village: ({ village }) => text(village.village),
  name: ({ village }) => text(village.name),
  household_count: ({ village }) => count(village.householdCount),
  village_role: ({ village }) => role(village.isReserve),
  village_order: ({ village }) => count(village.order),
  village_probability: ({ village }) => chance(village.probability),
  village_certain: ({ village }) => count(village.isCertain ? 1 : 0),
  household: ({ household }) => count(household),
  household_role: ({ isReserve }) => role(isReserve),
  household_order: ({ order }) => count(order),
  household_probability: ({ village }) => chance(village.householdProbability),
  probability: ({ village }) => chance(village.probability * village.householdProbability),
  method: ({ source }) => text(source.method),
  seed: ({ source }) => text(source.seed),
  frame_hash: ({ source }) => text(source.frameHash),
};

/**
 * Answers: a draw as a table: a row a household, in the order in which they are to be asked.
 * Shape:   villages of the sample and of the reserve; in each the sample of households, then its reserve.
 * Units:   probabilities 0–1, to the last digit.
 * Rule:    M-13
 */
export function drawCsv(
  villages: readonly DrawnVillage[],
  source: DrawSource,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const rows = villages.flatMap((village) => [
    ...village.households.map((household, at) => ({ village, household, isReserve: false, at })),
    ...village.reserveHouseholds.map((household, at) => ({
      village,
      household,
      isReserve: true,
      at,
    })),
  ]);
  return csvBytes(
    Object.keys(columns),
    rows.map(({ at, ...row }) =>
      Object.values(columns).map((cell) => cell({ ...row, order: at + 1, source })),
    ),
    format,
  );
}
