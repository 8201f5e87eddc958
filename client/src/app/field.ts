import { mount } from 'svelte';
import { claimShelf } from '../storage/index.ts';
import '../styles/fonts.css';
import '../styles/tokens.css';
import { screenLanguage } from '../text/field/index.ts';
import '../ui/field/field.css';
import FieldApp from './field/FieldApp.svelte';
import { phoneClock, phoneDice } from './field/clock.ts';
import { createDevice } from './field/device.ts';
import type { Ground } from './field/ground.ts';
import { createLateAllowances } from './field/late-allowances.ts';
import { createLateOutbox } from './field/late-outbox.ts';
import { createLatePinLock } from './field/late-pin-lock.ts';
import { createLateTransport } from './field/late-transport.ts';
import { followUpdates } from './field/update.svelte.ts';

/** Where the browser knows trusted types. */
type TrustedWindow = typeof window & {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): unknown;
  };
};

/** The composition root of the surveyor's app: what the phone, the browser and the server are to it. */
const target = document.getElementById('field');
if (target === null) throw new Error('the page has no place for the app');

// Workers are started by their address. No text becomes markup or a script in any other way, and what is not of our origin the
// server's content security policy keeps out.
(window as TrustedWindow).trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => address,
});

const appVersion = __APP_VERSION__;
const worker = '/sw.js';
/** The first question is on the screen by then. */
const senderAfterMs = 2_000;
const wayToServer = {
  baseUrl: '/api/v1',
  fetch: window.fetch.bind(window),
  clock: phoneClock,
  language: screenLanguage,
};
const transport = createLateTransport(async () => {
  const { createFetchTransport } = await import('../net/index.ts');
  const { signingKey } = await import('../storage/phone-key.ts');
  return createFetchTransport({
    ...wayToServer,
    publicKey: () => signingKey.publicKey(),
  });
});

const ground: Ground = {
  clock: phoneClock,
  dice: phoneDice,
  transport,
  device: createDevice(window, worker),
  update: followUpdates(navigator.serviceWorker, worker),
  appVersion,
  claim: (options) => claimShelf({ ...options, dice: phoneDice }),
  async wipe() {
    const { wipePhone } = await import('../storage/wipe-phone.ts');
    await wipePhone(window);
  },
  createOutbox: (shelf) =>
    createLateOutbox(
      shelf,
      async () => {
        const { browserSurroundings, createOutbox } = await import('../outbox/index.ts');
        return createOutbox({
          shelf,
          transport,
          clock: phoneClock,
          dice: phoneDice,
          surroundings: browserSurroundings(),
          appVersion,
        });
      },
      senderAfterMs,
    ),
  createAllowances: (outbox, enrolled) =>
    createLateAllowances({
      outbox,
      clock: phoneClock,
      dice: phoneDice,
      async fetchParts() {
        const [storage, net, sending] = await Promise.all([
          import('../storage/allowance-book.ts'),
          import('../net/index.ts'),
          import('../outbox/index.ts'),
        ]);
        const book = storage.createAllowanceBook();
        const allowances = net.createAllowanceTransport(wayToServer);
        const sender = sending.createAllowanceSender({
          book,
          transport: allowances,
          clock: phoneClock,
          enrolled,
        });
        sending.browserSurroundings().watchWakes(() => void sender.wake());
        return { book, sender };
      },
    }),
  // A PIN is asked for after the first screens are there.
  createPinLock(shelf) {
    return createLatePinLock(async () => {
      const { createPinLock } = await import('./field/pin-lock.ts');
      return createPinLock({
        ...{ shelf, clock: phoneClock },
        // A key is sealed once for each phone: a start does not wait for what does it.
        sealTo: async (...sealing) =>
          (await import('../storage/form-protection.ts')).sealTo(...sealing),
      });
    });
  },
};

mount(FieldApp, { target, props: { ground } });
