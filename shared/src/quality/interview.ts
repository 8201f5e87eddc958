/** What is recorded of one interview, as far as it says how the interview was made. */
export interface Interview {
  readonly responseId: string;
  readonly surveyorId: string;
  readonly commune: string;
  /** Where near-duplicates are looked for together. */
  readonly district: string;
  /** Answers of different instruments are never compared. */
  readonly instrument: string;
  /** interview, hand-over, home, paper; another word is none of these. */
  readonly mode: string;
  readonly ending: 'complete' | 'broken-off';
  /**
   * Closed answers in the order of the form: 1, 2, … for the options, 0 where there is no valid answer. Every option of a
   * multiple question is a place: 1 not chosen, 2 chosen. The same length within an instrument.
   */
  readonly answers: Uint8Array;
  /** Questions that were asked, open ones too. */
  readonly itemCount: number;
  /** How long the form was open on the phone; null: not recorded. */
  readonly activeMs: number | null;
  /** By our clock, UTC; null: cannot be told. */
  readonly finishedAt: string | null;
  /** WGS 84, degrees; null: not recorded. */
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
}

/** The questions of an instrument that are answered on one scale, one after the other. */
export interface Battery {
  /** Their places among the answers. */
  readonly places: readonly number[];
  /** Options that count as satisfied, as they stand in the answers. */
  readonly satisfied: readonly number[];
  /** Places that say what was thought and lived, not who was asked: by these duplicates are known. */
  readonly substantive: readonly number[];
}

/** Answers: what stands at these places, without what is missing. */
export function validAnswers(
  { answers }: Pick<Interview, 'answers'>,
  places: readonly number[],
): readonly number[] {
  return places.map((place) => answers[place] ?? 0).filter((answer) => answer > 0);
}

export const isComplete = ({ ending }: Interview): boolean => ending === 'complete';

/** Answers: the members of each group, groups in the order in which they first come. */
export function groupBy<T>(
  all: readonly T[],
  nameOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}
