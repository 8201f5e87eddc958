/** One row of a random sample as it goes to both sides; null where nothing was answered. */
export interface OracleRow {
  readonly y: number | null;
  readonly x: number;
  readonly weight: number;
  readonly stratum: string;
  readonly cluster: string;
  readonly household: string;
  readonly clustersInStratum: number;
  readonly householdsInCluster: number;
  readonly isInDomain: boolean;
  readonly sex: string;
  readonly age: string;
}

export interface OracleCase {
  readonly id: number;
  readonly isShare: boolean;
  readonly hasStrata: boolean;
  /** 0: rows by themselves; 1: clusters; 2: households in clusters. */
  readonly stages: 0 | 1 | 2;
  readonly hasPopulations: boolean;
  readonly singleClusters: 'adjust' | 'certainty' | 'average';
  readonly margins: 0 | 1 | 2;
  readonly sexTotals: Readonly<Record<string, number>>;
  readonly ageTotals: Readonly<Record<string, number>>;
  readonly rows: readonly OracleRow[];
}

/** Answers: numbers from 0 up to 1, the same for the same seed (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sexes = ['f', 'm'];
const ages = ['18', '35', '60'];

/** Answers: a random sample of a random design; single clusters, missing answers and shares near 0 and 1 among them. */
export function randomCase(id: number): OracleCase {
  const dice = createDice(id * 7919 + 1);
  const between = (least: number, most: number): number =>
    least + Math.floor(dice() * (most - least + 1));
  const hasStrata = dice() < 0.7;
  const stages = ([0, 1, 1, 2, 2] as const)[between(0, 4)] ?? 1;
  const isShare = dice() < 0.6;
  const level = ([0.02, 0.3, 0.6, 0.85, 0.98] as const)[between(0, 4)] ?? 0.5;
  const hasSingles = dice() < 0.3;
  const rows: OracleRow[] = [];
  for (let stratum = 0; stratum < (hasStrata ? between(2, 6) : 1); stratum++) {
    const clusters = hasSingles && stratum === 0 && hasStrata ? 1 : between(2, 7);
    const clustersInStratum = clusters + between(0, 30);
    for (let cluster = 0; cluster < clusters; cluster++) {
      const households = stages === 0 ? 1 : between(1, 9);
      const householdsInCluster = households + between(0, 60);
      const lean = level + (dice() - 0.5) * 0.2;
      for (let household = 0; household < households; household++) {
        const answered = isShare ? Number(dice() < lean) : Math.round(100 * dice() + 40 * lean);
        rows.push({
          y: dice() < 0.08 ? null : answered,
          x: 1 + between(0, 5),
          weight: Math.round((0.5 + 9 * dice()) * 1000) / 1000,
          stratum: `s${String(stratum)}`,
          cluster: `c${String(cluster)}`,
          household: `h${String(household)}`,
          clustersInStratum,
          householdsInCluster,
          isInDomain: dice() < 0.6,
          sex: sexes[between(0, 1)] ?? '',
          age: ages[between(0, 2)] ?? '',
        });
      }
    }
  }
  const present = (column: 'sex' | 'age') => new Set(rows.map((row) => row[column]));
  const total = 100 * rows.length;
  const margins = ([0, 0, 1, 2] as const)[between(0, 3)] ?? 0;
  return {
    id,
    isShare,
    hasStrata,
    stages,
    hasPopulations: dice() < 0.5,
    // The mean over groups of a part of a fitted sample is not compared: R takes it over groups outside of the part too.
    singleClusters:
      (['adjust', 'certainty', 'average'] as const)[between(0, margins === 0 ? 2 : 1)] ?? 'adjust',
    margins,
    sexTotals: shareOut([...present('sex')].sort(), total),
    ageTotals: shareOut([...present('age')].sort(), total),
    rows,
  };
}

/** A total shared out in growing parts over these names. */
function shareOut(names: readonly string[], total: number): Readonly<Record<string, number>> {
  const parts = (names.length * (names.length + 1)) / 2;
  return Object.fromEntries(names.map((name, place) => [name, (total * (place + 1)) / parts]));
}
