import { expect, it } from 'vitest';
import { isAppleTouch, phoneUnfitness } from './unfit-phone.ts';

const chrome =
  'Mozilla/5.0 (Linux; Android 11; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15';
const GB = 1_000_000_000;
const android = {
  userAgent: chrome,
  touchPoints: 5,
  isInstalled: false,
  fileSystem: 'works',
  quota: 4 * GB,
} as const;

it.each([
  ['an Android phone in a tab', android, null],
  ['an iPhone in a tab', { ...android, userAgent: iphone }, 'needs-install'],
  ['an iPhone from the home screen', { ...android, userAgent: iphone, isInstalled: true }, null],
  ['an iPad that says it is a Mac', { ...android, userAgent: mac }, 'needs-install'],
  ['an iPad from the home screen', { ...android, userAgent: mac, isInstalled: true }, null],
  ['a Mac, which has no touch screen', { ...android, userAgent: mac, touchPoints: 0 }, null],
  [
    'a private window that refuses the file system',
    { ...android, fileSystem: 'refused' },
    'keeps-nothing',
  ],
  ['a private window with next to no room', { ...android, quota: 10_000_000 }, 'keeps-nothing'],
  [
    'an iPhone in a private tab',
    { ...android, userAgent: iphone, fileSystem: 'refused' },
    'keeps-nothing',
  ],
  ['an older browser without the file system', { ...android, fileSystem: 'absent' }, null],
  ['a browser that does not tell its room', { ...android, quota: null }, null],
] as const)('%s: %o → %s [C-35]', (_what, traits, reason) => {
  expect(phoneUnfitness(traits)).toBe(reason);
});

it('knows an iPad by its fingers [C-35]', () => {
  expect(isAppleTouch({ userAgent: mac, touchPoints: 5 })).toBe(true);
  expect(isAppleTouch({ userAgent: mac, touchPoints: 1 })).toBe(false);
  expect(isAppleTouch({ userAgent: chrome, touchPoints: 5 })).toBe(false);
});
