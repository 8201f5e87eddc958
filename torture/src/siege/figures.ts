const bytesOfMegabyte = 1024 * 1024;

/** Answers: the value below which 99 of 100 lie. */
export function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0;
}

export const megabytes = (bytes: number): number => Math.round(bytes / bytesOfMegabyte);

export const seconds = (ms: number): string => (ms / 1000).toFixed(2);
