import { type Result, canonicalJson, ok, refuse } from '../kernel/index.ts';

/** A household that was asked, as the record of a sample has it. */
export interface AskedHousehold {
  readonly commune: string;
  readonly communeHouseholdCount: number;
  readonly village: string;
  /** Households in the village. */
  readonly householdCount: number;
  /** Chance of the village to be drawn in its commune. */
  readonly villageProbability: number;
  readonly household: string;
  readonly isResponding: boolean;
}

/** Why there are no weights; `row` counts from 1. */
export interface RecordFault {
  readonly code:
    | 'record.bad-probability'
    | 'record.bad-count'
    | 'record.uneven-village'
    | 'record.uneven-commune'
    | 'record.repeated-household'
    | 'record.more-than-households'
    | 'record.silent-commune';
  readonly row: number;
}

/** What a respondent stands for, factor by factor. */
export interface DesignWeight {
  /** Place of the household in the record, from 0. */
  readonly place: number;
  readonly commune: string;
  /** One by the chance of the village times the chance of a household of the village to be asked. */
  readonly designWeight: number;
  /** What it carries for those of its village who did not answer, and for villages where nobody did. */
  readonly responseFactor: number;
  /** What brings its commune to the number of its households. */
  readonly householdFactor: number;
}

export interface DesignWeights {
  readonly respondents: readonly DesignWeight[];
  /** Villages where nobody answered; the others of their commune stand in for them. */
  readonly silentVillages: readonly { readonly commune: string; readonly village: string }[];
}

/**
 * Answers: how many households does each respondent stand for?
 * Shape:   every household that was asked, reserves that stood in among them → its respondents, in order. The weights of
 *          the respondents of a commune add up to its households.
 *          design = 1 / (π of the village × asked / households of the village); response = asked / answered, times what the
 *          commune's villages stand for by what those with an answer do; household = households of the commune by the sum.
 * Units:   households.
 * Missing: a village without an answer is carried by the others of its commune and named.
 * Errors:  record.bad-probability (not above 0 and up to 1), bad-count, uneven-village and uneven-commune (two numbers of one
 *          thing), repeated-household, more-than-households (asked more than there are), silent-commune; with the row.
 * Source:  decision D10; Särndal, Swensson and Wretman 1992, 4.3, 15.6 (response within groups) and 7.6 (ratio to counts).
 * Rule:    M-10
 */
export function designWeights(
  asked: readonly AskedHousehold[],
): Result<DesignWeights, RecordFault> {
  const gathered = gather(asked);
  if (!gathered.ok) return gathered;
  const respondents: DesignWeight[] = [];
  const silentVillages: { commune: string; village: string }[] = [];
  for (const [commune, { householdCount, firstRow, villages }] of gathered.value) {
    const all = [...villages.values()];
    const answering = all.filter(({ responding }) => responding.length > 0);
    if (answering.length === 0) return refuse({ code: 'record.silent-commune', row: firstRow });
    for (const { village, responding } of all)
      if (responding.length === 0) silentVillages.push({ commune, village });
    const answeringStandFor = sumOf(answering.map(standsFor));
    const collapse = sumOf(all.map(standsFor)) / answeringStandFor;
    const householdFactor = householdCount / (answeringStandFor * collapse);
    for (const village of answering)
      for (const place of village.responding)
        respondents.push({
          place,
          commune,
          designWeight: standsFor(village) / village.askedCount,
          responseFactor: (village.askedCount / village.responding.length) * collapse,
          householdFactor,
        });
  }
  return ok({ respondents: respondents.sort((a, b) => a.place - b.place), silentVillages });
}

interface Village {
  readonly village: string;
  readonly householdCount: number;
  readonly probability: number;
  askedCount: number;
  readonly responding: number[];
}

interface Commune {
  readonly householdCount: number;
  readonly firstRow: number;
  readonly villages: Map<string, Village>;
}

/** Households of the commune for which a village stands. */
const standsFor = ({ householdCount, probability }: Village): number =>
  householdCount / probability;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function gather(
  asked: readonly AskedHousehold[],
): Result<ReadonlyMap<string, Commune>, RecordFault> {
  const communes = new Map<string, Commune>();
  const known = new Set<string>();
  for (const [place, row] of asked.entries()) {
    const code = numberFault(row) ?? addRow(communes, row, place);
    if (code) return refuse({ code, row: place + 1 });
    const key = canonicalJson([row.commune, row.village, row.household]);
    if (known.has(key)) return refuse({ code: 'record.repeated-household', row: place + 1 });
    known.add(key);
  }
  return ok(communes);
}

function addRow(
  communes: Map<string, Commune>,
  row: AskedHousehold,
  place: number,
): RecordFault['code'] | null {
  const commune = communes.get(row.commune) ?? {
    householdCount: row.communeHouseholdCount,
    firstRow: place + 1,
    villages: new Map<string, Village>(),
  };
  communes.set(row.commune, commune);
  if (commune.householdCount !== row.communeHouseholdCount) return 'record.uneven-commune';
  const village = commune.villages.get(row.village) ?? {
    village: row.village,
    householdCount: row.householdCount,
    probability: row.villageProbability,
    askedCount: 0,
    responding: [],
  };
  commune.villages.set(row.village, village);
  if (
    village.householdCount !== row.householdCount ||
    village.probability !== row.villageProbability
  )
    return 'record.uneven-village';
  village.askedCount++;
  if (row.isResponding) village.responding.push(place);
  return village.askedCount > village.householdCount ? 'record.more-than-households' : null;
}

function numberFault(row: AskedHousehold): RecordFault['code'] | null {
  const { villageProbability, householdCount, communeHouseholdCount } = row;
  if (!(villageProbability >= 1e-9 && villageProbability <= 1)) return 'record.bad-probability';
  return isCount(householdCount) && isCount(communeHouseholdCount) ? null : 'record.bad-count';
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 1e9;
