/** In this order: each of the later ones is named by the ones before too. */
const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bcoc_coc_browser\//, 'Cốc Cốc'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** So much of what a browser says of itself is kept. */
const longestAgent = 400;

/** Answers: what a browser says of itself as it is kept: bounded, without signs that are not to be seen. */
export const keptAgent = (header: string | undefined): string =>
  (header ?? '').replace(/\p{C}/gu, ' ').slice(0, longestAgent);

/**
 * Answers: by which name does a person know the browser of a session again?
 * Shape:   the header User-Agent → "Chrome, Windows"; one of the two where only one is known; '' where neither is.
 * Rule:    P-103
 */
export function agentName(agent: string): string {
  const names = [browsers, systems].map((known) => known.find(([pattern]) => pattern.test(agent)));
  return names.flatMap((found) => (found === undefined ? [] : [found[1]])).join(', ');
}
