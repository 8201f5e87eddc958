/**
 * Answers: which of the codes that two orders share were moved, when as few as possible were?
 * Shape:   two lists without repetitions → the shared codes that lie outside a longest run of codes in the same order; none
 *          where the shared codes stand alike.
 * Errors:  throws never.
 * Source:  longest increasing subsequence; Knuth, The Art of Computer Programming 3, 5.1.4.
 */
export function movedCodes(
  before: readonly string[],
  after: readonly string[],
): ReadonlySet<string> {
  const placeBefore = new Map(before.map((code, place) => [code, place]));
  const shared = after.filter((code) => placeBefore.has(code));
  const places = shared.map((code) => placeBefore.get(code) ?? 0);
  const kept = new Set(longestRising(places));
  return new Set(shared.filter((_, at) => !kept.has(at)));
}

/** Where a longest rising run of these numbers stands. Each number comes once; there are at most a few hundred. */
function longestRising(numbers: readonly number[]): readonly number[] {
  let longest: readonly number[] = [];
  const runs: (readonly number[])[] = [];
  numbers.forEach((number, at) => {
    let best: readonly number[] = [];
    runs.forEach((run, earlier) => {
      if ((numbers[earlier] ?? number) < number && run.length > best.length) best = run;
    });
    const run = [...best, at];
    runs.push(run);
    if (run.length > longest.length) longest = run;
  });
  return longest;
}
