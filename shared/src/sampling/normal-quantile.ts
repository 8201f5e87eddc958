const density0 = Math.sqrt(2 / Math.PI);
const mostSteps = 100;

/**
 * Answers: how far from its mean does a normal variable lie with this confidence, in standard deviations on either side?
 *          0.95 gives 1.96.
 * Shape:   0 < confidence < 1.
 * Source:  NIST DLMF 7.6.2 (a series of positive terms, so nothing cancels), taken back by Newton's method. The share is
 *          concave in the distance, so the steps come from below and never pass the answer.
 */
export function normalQuantile(confidence: number): number {
  let distance = 0;
  for (let step = 0; step < mostSteps; step++) {
    const density = density0 * Math.exp((-distance * distance) / 2);
    const next = distance + (confidence - density * seriesAt(distance)) / density;
    if (next <= distance) break;
    distance = next;
  }
  return distance;
}

/** z + z³/3 + z⁵/(3·5) + … */
function seriesAt(distance: number): number {
  let term = distance;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (distance * distance) / odd;
  }
  return sum;
}
