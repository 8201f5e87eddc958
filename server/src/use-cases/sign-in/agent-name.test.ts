import { expect, it } from 'vitest';
import { agentName, keptAgent } from './agent-name.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

// As the browsers send it (MDN, "User-Agent").
it.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0.0.0 Safari/537.36`,
    'Chrome, Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    'Edge, Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} coc_coc_browser/130.0.0 Chrome/130.0.0.0 Safari/537.36`,
    'Cốc Cốc, Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/141.0.0.0 Mobile Safari/537.36`,
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari, Mac',
  ],
  ['curl/8.5.0', ''],
  ['', ''],
])('%s is %s [P-103]', (agent, name) => {
  expect(agentName(agent)).toBe(name);
});

it('what a browser says of itself is bounded and cannot break a line', () => {
  expect(keptAgent(undefined)).toBe('');
  expect(keptAgent('a\nb\u0000c\u202ed')).toBe('a b c d');
  expect(keptAgent('x'.repeat(5000))).toHaveLength(400);
});
