import { isAppleTouch } from '../../capture/index.ts';
import type { Device } from '../../screens/field/services.ts';

/** The install question that Chromium hands over; other browsers have none. */
interface InstallQuestion extends Event {
  prompt(): Promise<unknown>;
}

const late = () => import('./late-device.ts');

/** This phone and its browser. Made at the very start, so that the install question is not missed. */
export function createDevice(browser: Window & typeof globalThis, worker: string): Device {
  const { navigator } = browser;
  let question: InstallQuestion | null = null;
  browser.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    question = event as InstallQuestion;
  });

  const { userAgent, maxTouchPoints: touchPoints } = navigator;
  // Safari says it in a member of its own as well.
  const isInstalled =
    browser.matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true);

  return {
    isIphone: isAppleTouch({ userAgent, touchPoints }),
    isInstalled,
    async names() {
      // Without a network for this part there is none for enrolling either, and that is what is told.
      const part = await late().catch(() => null);
      return part?.phoneNames(navigator) ?? { name: '?', platform: '?' };
    },
    persist: async () => (await late().catch(() => null))?.persist(navigator) ?? null,
    async storage() {
      const part = await late().catch(() => null);
      return part?.storageFacts(navigator) ?? { persisted: null, usage: null, quota: null };
    },
    traits: async () => (await late()).phoneTraits(navigator, isInstalled),
    async isAppKept() {
      // Where this part can be had neither from the network nor from the phone, the app is not on it.
      const part = await late().catch(() => null);
      return part?.isAppKept(browser, worker) ?? false;
    },
    install: () =>
      question === null
        ? null
        : async () => {
            await question?.prompt();
          },
  };
}
