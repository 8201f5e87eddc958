import { expect, it } from 'vitest';
import { unfitness } from './unfit-browser.ts';

const able = { hasServiceWorker: true, hasDatabase: true, isSecure: true };
const chrome =
  'Mozilla/5.0 (Linux; Android 11; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';

it.each([
  `${chrome} Zalo android/12100 ZaloTheme/light ZaloLanguage/vi`,
  `${chrome} [FB_IAB/FB4A;FBAV/440.0.0.0;]`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/MessengerForiOS;FBAV/430]',
  `${chrome} BytedanceWebview/d8a21c6 musical_ly_2023`,
  // Any app that shows pages by Android's own WebView.
  chrome.replace('SM-A125F)', 'SM-A125F; wv)').replace('Chrome/', 'Version/4.0 Chrome/'),
  `${chrome} [LinkedInApp]/4.1.900`,
])('refuses the browser inside another app: %s [C-11]', (userAgent) => {
  expect(unfitness({ ...able, userAgent })).toBe('in-app');
});

it('takes an ordinary Chrome and an ordinary Safari [C-11]', () => {
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';

  expect([chrome, safari].map((userAgent) => unfitness({ ...able, userAgent }))).toEqual([
    null,
    null,
  ]);
});

it('refuses a browser that keeps nothing [C-11]', () => {
  expect(unfitness({ ...able, userAgent: chrome, hasServiceWorker: false })).toBe('keeps-nothing');
  expect(unfitness({ ...able, userAgent: chrome, hasDatabase: false })).toBe('keeps-nothing');
});
