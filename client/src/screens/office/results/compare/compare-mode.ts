/** What is set beside what: two waves, two units of one, a unit and the rest. */
export type CompareMode = 'waves' | 'units' | 'rest';

/** As they stand in the address. */
export const modeWords = { waves: null, units: 'don-vi', rest: 'con-lai' } as const;

/** Answers: what the address asks to compare; two waves where it says nothing of it. */
export const chooseMode = (asked: string | undefined): CompareMode =>
  asked === modeWords.units ? 'units' : asked === modeWords.rest ? 'rest' : 'waves';
