import type { OfficeText } from './shape.ts';

/** Words of waves beside each other and beside what was announced, in English. */
export const compareWords: OfficeText['compare'] = {
  tab: 'Compare',
  lead: 'How each unit changed from the earlier wave to this one, and whether the change is clear.',
  before: 'Compared with',
  onlyOne:
    'No other wave uses the same questionnaire yet. Once there is a second one, its changes show here.',
  caption: (kind, before, after) => `${kind} · ${before} → ${after}`,
  change: 'Change',
  steps: 'Places',
  verdict: 'Verdict',
  points: (points) => `${points} points`,
  pointsBetween: (low, high) => `95% interval: ${low} to ${high}`,
  climbed: (steps) => `up ${steps}`,
  fell: (steps) => `down ${steps}`,
  sameRank: 'same rank',
  rankedAt: (rank) => `rank ${rank}`,
  rise: 'clear rise',
  drop: 'clear fall',
  unclear: 'not clear whether up or down',
  same: 'unchanged',
  untold: 'no interval could be computed',
  standings: {
    exact: 'exact',
    approximate: 'approximate',
    'not-enough-base': 'sample too small',
    suppressed: 'withheld',
    'not-comparable': 'not comparable',
  },
  unplaced: (count) => `${count} forms are of no unit of this catalogue.`,
  howTitle: 'How the change was computed',
  howChange:
    'Change = this wave − the earlier wave, on the rounded figures. Places = earlier rank − present rank, among units that have the figure in both waves.',
  howClear:
    '“Clear” only where the 95% interval of the change leaves out 0; otherwise another draw of villages could bring about as much.',
  howBorrowed:
    '“Estimated from the whole wave”: how the villages of the unit differ would tell the answers in a village of very few forms, so the confidence interval takes how villages differ in the whole wave, and so does that of the change.',
  howUnits: (day, overlap) =>
    `Both waves stand on the units of ${day}. Communes that were split are shared out by households and marked approximate; a unit with under ${overlap}% of its households where was surveyed is not comparable.`,
  csv: 'Download CSV',
  what: 'Compare',
  modes: {
    waves: 'Two waves',
    units: 'Two units',
    rest: 'A unit and the rest',
  },
  pair: {
    lead: 'Two units of one wave, or a unit and the rest: where they differ, and whether the difference is clear.',
    unit: 'Unit',
    other: 'Compared with',
    of: 'The rest of',
    restOf: (whole) => `the rest of ${whole}`,
    caption: (first, second) => `${first} beside ${second}`,
    content: 'Content',
    difference: 'Difference',
    sentence: (first, second, verdict) => `Overall index of ${first} beside ${second}: ${verdict}.`,
    rise: 'clearly higher',
    drop: 'clearly lower',
    unclear: 'no difference seen',
    same: 'equal',
    untold: 'no interval could be computed',
    none: 'not comparable',
    tooFew: 'This level has no two units to compare. Choose another level.',
    howTitle: 'How the difference was computed',
    howDifference:
      'Difference = first unit − second side, in percentage points, on the rounded figures.',
    howRest:
      'The rest = the answers of the larger unit less those of the unit, criterion by criterion, put together again. Where a criterion is not published, or too few forms are left, there is no figure.',
    howClear:
      '“Clearly” only where the 95% interval of the difference leaves out 0. “No difference seen” does not say that they are equal: the sample is too small to see it.',
    howMany:
      'Of twenty criteria compared at once about one is “clear” by chance alone: look at the overall index and the factors first.',
    howGate:
      'Only published figures of the wave are used: a side whose sample is too small or that is withheld is not comparable.',
  },
};

export const overviewWords: OfficeText['overview'] = {
  tab: 'Overview',
  lead: 'One unit: index, rank, change, strong and weak points, beside what was announced.',
  unit: 'Unit',
  unknownUnit: (code) =>
    `There is no unit “${code}” at this level, or it lies outside your areas. Choose one from the list.`,
  index: 'Overall index',
  place: 'Rank',
  placeOf: (rank, among) => `${rank} of ${among}`,
  noPlace: 'not ranked',
  onlyUnit: 'the only unit of this level',
  amongRanked: (level) => `among units with enough forms: ${level}`,
  sinceBefore: (wave) => `Against ${wave}`,
  noBefore: 'There is no earlier wave with the same questionnaire.',
  parts: 'Blocks and factors',
  strongest: 'Three highest criteria',
  weakest: 'Three lowest criteria',
  noCriteria: 'No criterion of this unit has enough forms yet.',
  trend: 'Over time, beside what was announced',
  trendHelp:
    'Lines marked “announced” are figures of others; their method and sample are not in this system. They are for reference and are never mixed with figures of a wave.',
  toTrend: 'See the chart, every criterion and unit under “Trend”.',
  series: 'Place and year',
  figure: 'Index',
  source: 'Source',
  announced: 'announced',
  ours: 'this survey',
  highest: (area) => `${area}, highest province`,
  lowest: (area) => `${area}, lowest province`,
  rankedAmong: (rank, count) => `rank ${rank} of ${count}`,
  noAnnounced: 'Nothing was announced for this questionnaire.',
  others: 'Other indices, for reference',
  othersHelp:
    'PAR INDEX (0–100 %) rates administrative reform, in part from SIPAS; PAPI (8–80 points) asks citizens about eight dimensions of governance. Scales and questions differ from the index above: they are not to be added, subtracted or ranked together.',
  indexNames: { 'par-index': 'PAR INDEX', papi: 'PAPI' },
  otherValue: 'Value',
  papiPoints: (points) => `${points} points`,
};
