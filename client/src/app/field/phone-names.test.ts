import { expect, it } from 'vitest';
import { phoneNames } from './phone-names.ts';

const reduced =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';
const telling = (model: string) => ({ getHighEntropyValues: () => Promise.resolve({ model }) });

it('names a phone by the model that Chromium tells when asked', async () => {
  const names = await phoneNames({ userAgent: reduced, userAgentData: telling('SM-A055F') });

  expect(names).toMatchObject({ name: 'SM-A055F', platform: 'Chrome, Android' });
});

it.each([
  ['tells none', telling('')],
  ['refuses', { getHighEntropyValues: () => Promise.reject(new Error('NotAllowedError')) }],
])('never names a phone by the letter that stands for any model, where it %s', async (_, data) => {
  expect(await phoneNames({ userAgent: reduced, userAgentData: data })).toMatchObject({
    name: 'Android',
    platform: 'Chrome, Android',
  });
});

it('names an older phone by the model in its user agent, and an iPhone as such', async () => {
  const old =
    'Mozilla/5.0 (Linux; Android 9; Redmi 7A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Mobile Safari/537.36';
  const apple =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

  expect((await phoneNames({ userAgent: old })).name).toBe('Redmi 7A');
  expect(await phoneNames({ userAgent: apple })).toMatchObject({
    name: 'iPhone',
    platform: 'Safari, iPhone',
  });
});
