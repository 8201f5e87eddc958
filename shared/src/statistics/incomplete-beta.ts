/** Lanczos's approximation with g = 607/128 and n = 15, good to about 15 digits. */
const lanczosShift = 607 / 128;
const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746,
  -0.4919138160976202, 3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5,
  0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639,
  8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];

/**
 * Answers: the natural logarithm of the gamma function, for x > 0.
 * Source:  C. Lanczos, SIAM J. Numer. Anal. B 1 (1964); coefficients after P. Godfrey.
 */
export function logGamma(x: number): number {
  let sum = lanczos[0] ?? 0;
  for (let index = 1; index < lanczos.length; index++) sum += (lanczos[index] ?? 0) / (x + index);
  const shifted = x + lanczosShift + 0.5;
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((Math.sqrt(2 * Math.PI) * sum) / x);
}

const smallest = 1e-300;
const precision = 1e-16;
const mostTerms = 10_000;

/**
 * Answers: the regularised incomplete beta function I_x(a, b): the chance that a beta variable is at most x.
 * Shape:   0 ≤ x ≤ 1; a, b > 0 → 0–1.
 * Errors:  throws RangeError when the fraction does not settle, which no a and b of a survey bring about.
 * Source:  NIST DLMF 8.17.22, the continued fraction, evaluated by Lentz's method.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction settles fast on the near side of the mean; the other side is its mirror.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return (front / a) * betaFraction(x, a, b);
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) <= precision) return fraction;
  }
  throw new RangeError(`the beta fraction of ${String(a)}, ${String(b)} does not settle`);
}

const away = (value: number): number => (Math.abs(value) < smallest ? smallest : value);

/**
 * Answers: the x at which the incomplete beta function has this value.
 * Shape:   0 ≤ probability ≤ 1; a, b > 0 → 0–1, by halving: slow, sure, and monotone.
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (incompleteBeta(middle, a, b) < probability) low = middle;
    else high = middle;
  }
}
