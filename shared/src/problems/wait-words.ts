/**
 * Answers: how long somebody has to wait, in words behind those of a problem.
 * Units:   seconds, rounded up; at least one.
 */
export function waitWords(seconds: number): { readonly vi: string; readonly en: string } {
  const whole = Math.max(1, Math.ceil(seconds));
  const parts = [Math.floor(whole / 60), whole % 60] as const;
  const print = ([minute, second]: readonly [string, string]): string =>
    [
      parts[0] > 0 ? `${String(parts[0])} ${minute}` : '',
      parts[1] > 0 ? `${String(parts[1])} ${second}` : '',
    ]
      .filter((part) => part !== '')
      .join(' ');
  return {
    vi: `Còn phải đợi: ${print(['phút', 'giây'])}.`,
    en: `Wait: ${print(['min', 's'])}.`,
  };
}
