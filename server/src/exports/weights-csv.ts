import type { AskedHousehold, RespondentWeight } from '@sipas/shared/sampling';
import { type Cell, type CsvFormat, csvBytes, decimal, text } from './csv-format.ts';

interface WeightedHousehold {
  readonly household: AskedHousehold;
  readonly weight: RespondentWeight;
}

const number = (value: number): Cell => decimal(String(value));

const columns: Readonly<Record<string, (row: WeightedHousehold) => Cell>> = {
  commune: ({ household }) => text(household.commune),
  village: ({ household }) => text(household.village),
  household: ({ household }) => text(household.household),
  design_weight: ({ weight }) => number(weight.designWeight),
  response_factor: ({ weight }) => number(weight.responseFactor),
  household_factor: ({ weight }) => number(weight.householdFactor),
  trim_factor: ({ weight }) => number(weight.trimFactor),
  rake_factor: ({ weight }) => number(weight.rakeFactor),
  weight: ({ weight }) => number(weight.weight),
};

/**
 * Answers: weights as a table: a row a respondent, in the order of the record, with the factors whose product the weight is.
 * Units:   households, to the last digit.
 * Rule:    M-14
 */
export function weightsCsv(
  asked: readonly AskedHousehold[],
  respondents: readonly RespondentWeight[],
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const rows = respondents.flatMap((weight) => {
    const household = asked[weight.place];
    return household ? [Object.values(columns).map((cell) => cell({ household, weight }))] : [];
  });
  return csvBytes(Object.keys(columns), rows, format);
}
