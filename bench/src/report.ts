/** One measured figure beside its peer or limit, as the table at the end shows it. */
export interface Measured {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  readonly target: string;
  readonly held: boolean;
}

/** Answers: the middle value; of an even number the upper one of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('a median needs at least one value');
  return middle;
}

/** Answers: median with its range, e.g. "3.1 ms (2.9–4.4)". */
export function spread(values: readonly number[], unit: string, digits = 1): string {
  const show = (value: number): string => value.toFixed(digits);
  return `${show(median(values))} ${unit} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

/** Prints the figure for people, and as one JSON line that the runner collects. */
export function report(measured: Measured): void {
  process.stderr.write(
    `${measured.what}\n  ours ${measured.ours}\n  peer ${measured.peer}\n  ratio ${measured.ratio}, target ${measured.target}: ${measured.held ? 'held' : 'MISSED'}\n`,
  );
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
