import { expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

// R 4.2.2: options(digits = 17); qnorm(1 - (1 - c(0.5, 0.8, 0.9, 0.95, 0.99, 0.999)) / 2)
it.each([
  [0.5, 0.67448975019608171],
  [0.8, 1.2815515655446008],
  [0.9, 1.6448536269514715],
  [0.95, 1.9599639845400536],
  [0.99, 2.5758293035488999],
  [0.999, 3.2905267314918945],
])('%f of a normal variable lie within %f deviations', (confidence, wanted) => {
  expect(normalQuantile(confidence) / wanted - 1).toBeLessThan(1e-12);
  expect(normalQuantile(confidence) / wanted - 1).toBeGreaterThan(-1e-12);
});
