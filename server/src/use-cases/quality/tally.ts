/** Answers: how often is each code among these, the most frequent first? */
export function tally<Code extends string>(
  codes: readonly Code[],
): { readonly code: Code; readonly count: number }[] {
  const counts = new Map<Code, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
