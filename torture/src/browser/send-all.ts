import type { Tab } from './chromium.ts';

const mostRounds = 50;

/** The phone sends until nothing is left, or what is left does not go. */
export async function sendAll(tab: Tab): Promise<void> {
  await tab.evaluate('phone.startSender()');
  for (let round = 0; round < mostRounds; round += 1)
    if ((await tab.evaluate<number>('phone.sendNow()')) === 0) return;
}
