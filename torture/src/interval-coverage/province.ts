import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '@sipas/shared/questionnaire';
import { createCountLayout, createPacking, packAnswers } from '@sipas/shared/scoring';

const file = join(import.meta.dirname, '../../../data/questionnaires/transaction-5-factor.json');
export const instrument = JSON.parse(readFileSync(file, 'utf8')) as Instrument;
const packing = createPacking(instrument);
export const layout = createCountLayout(instrument, packing);

export const communeCount = 6;
const villagesOfCommune = 60;
const householdsOfVillage = 200;
/** How far communes, villages and households lie apart, on the logit scale. */
const spreads = { commune: 0.3, village: 0.5, household: 0.8, criterion: 0.3 } as const;

/** A household's answers, packed. */
export type Household = string;
export type Village = readonly Household[];
export type Commune = readonly Village[];

/**
 * Answers: every household of a province: communes differ, villages of a commune differ, and whoever is satisfied with one
 * thing is with others.
 * Shape:   a die → households by village and commune; the overall index of each commune, in percent, from all of them.
 */
export function simulateProvince(share: () => number): {
  readonly communes: readonly Commune[];
  readonly truePercents: readonly number[];
} {
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  const criteria = layout.criteria.map(({ code }) => ({
    code,
    ease: normal() * spreads.criterion,
  }));
  const truePercents: number[] = [];
  const communes = Array.from({ length: communeCount }, () => {
    const ofCommune = 0.9 + normal() * spreads.commune;
    let satisfied = 0;
    const villages = Array.from({ length: villagesOfCommune }, () => {
      const ofVillage = ofCommune + normal() * spreads.village;
      return Array.from({ length: householdsOfVillage }, () => {
        const own = ofVillage + normal() * spreads.household;
        const answers = criteria.map(({ code, ease }) => {
          const isSatisfied = share() < 1 / (1 + Math.exp(-own - ease));
          if (isSatisfied) satisfied += 1;
          return [code, isSatisfied ? '4' : '2'] as const;
        });
        return packAnswers(packing, Object.fromEntries(answers));
      });
    });
    // Everybody answers everything, so the mean of the criteria is the mean of all answers.
    const answers = villagesOfCommune * householdsOfVillage * criteria.length;
    truePercents.push((100 * satisfied) / answers);
    return villages;
  });
  return { communes, truePercents };
}
