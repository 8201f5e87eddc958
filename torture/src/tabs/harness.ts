import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Chromium, type Tab, startChromium } from '../browser/chromium.ts';
import { createRoll } from '../browser/dice.ts';
import { sendAll } from '../browser/send-all.ts';
import { soon } from '../browser/patience.ts';
import { createPhoneHistory } from '../browser/phone-history.ts';
import { newProfile } from '../browser/profile.ts';
import { readServerLines } from '../browser/server-lines.ts';
import { openStage } from '../browser/stage.ts';
import type { Sight, Told } from '../browser/told.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

const tabCount = 5;
const longestWorkMs = 300;
/** What a file of a dead tab is waited for at most (D-17). */
const longestTakeMs = 5_000;
/** A tab that was robbed may have begun its last request in the moment in which it heard of it; then it is quiet for so long. */
const quietMs = 300;
const longestUnquietMs = 5_000;

/** Passes one phone from tab to tab, by crash and by force, while it saves and sends. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const roll = createRoll(seed);
  const stage = await openStage(plant);
  const profile = await newProfile();
  const browser = await startChromium(profile);
  const history = createPhoneHistory();
  const violations: string[] = [];
  const url = `${stage.site.origin}/?view=0`;
  let [done, longestMs] = [0, 0];
  try {
    let holder = await openTab(browser, history.hear);
    await holder.tab.open(url);
    await holder.tab.evaluate(`phone.enrol('${await stage.product.enrolmentCode()}')`);
    const others: Watched[] = [];
    const openOther = async () => {
      const other = await openTab(browser, history.hear);
      const { failure } = await other.tab.open(url);
      if (failure !== 'held-elsewhere') violations.push(`a second tab says ${String(failure)}`);
      others.push(other);
    };
    while (others.length < tabCount - 1 && violations.length === 0) await openOther();
    while (done < budget && violations.length === 0) {
      await holder.tab.evaluate('phone.startSender()');
      holder.tab.evaluate('phone.work(3)').catch(() => undefined);
      await pause(roll() * longestWorkMs);
      const isCrash = done % 2 === 0;
      if (isCrash) await holder.tab.crash();
      const taker = others.splice(Math.floor(roll() * others.length), 1)[0];
      if (taker === undefined) throw new Error('there is no other tab');
      const from = performance.now();
      const ready = taker.tab.nextReady();
      await taker.tab.evaluate('phone.take()');
      const { sight, failure } = await soon(ready, 'taking the phone');
      const tookMs = performance.now() - from;
      longestMs = Math.max(longestMs, tookMs);
      const where = `change ${done + 1} (${isCrash ? 'crash' : 'robbed'})`;
      if (tookMs > longestTakeMs) violations.push(`${where}: it took ${tookMs.toFixed(0)} ms`);
      if (sight === null) violations.push(`${where}: the taker says ${failure}`);
      else violations.push(...history.seen(sight).map((one) => `${where}: ${one}`));
      if (!isCrash) violations.push(...(await wordsAfter(holder, where)));
      await holder.tab.close();
      holder = taker;
      await openOther();
      done += 1;
      if (done % 20 === 0) tell(`${done} of ${budget} changes of hands`);
    }
    if (violations.length === 0) {
      await sendAll(holder.tab);
      const sight = await holder.tab.evaluate<Sight>('phone.sight()');
      const lines = (await readServerLines(stage.product.dataDir)).slice(1);
      violations.push(...history.judge(sight, lines));
    }
  } finally {
    await browser.kill();
    await stage.close();
    await rm(profile, { recursive: true, force: true });
  }
  const { forms } = history.counts();
  return { done, violations, figures: { forms, 'longest take (ms)': Math.round(longestMs) } };
}

interface Watched {
  readonly tab: Tab;
  /** When it told that another tab has the phone; null while it has not. */
  takenAt: () => number | null;
  lastRequestAt: () => number;
  /** How many requests it began after it had told that. */
  requestsSinceTaken: () => number;
}

async function openTab(browser: Chromium, hear: (told: Told) => void): Promise<Watched> {
  const tab = await browser.newTab();
  let takenAt: number | null = null;
  let lastRequestAt = 0;
  let requestsSinceTaken = 0;
  tab.onTold((told) => {
    hear(told);
    if (told.tag === 'taken') takenAt = performance.now();
    if (told.tag !== 'request') return;
    lastRequestAt = performance.now();
    if (takenAt !== null) requestsSinceTaken += 1;
  });
  return {
    tab,
    takenAt: () => takenAt,
    lastRequestAt: () => lastRequestAt,
    requestsSinceTaken: () => requestsSinceTaken,
  };
}

/** A robbed tab has heard of it, ends what it was about to send, and speaks to the server no more, whatever wakes it. */
async function wordsAfter(robbed: Watched, where: string): Promise<readonly string[]> {
  const from = performance.now();
  while (performance.now() - from < longestUnquietMs && !isQuiet(robbed, from)) await pause(20);
  if (robbed.takenAt() === null) return [`${where}: the robbed tab was not told`];
  const lastWords = robbed.requestsSinceTaken();
  await robbed.tab.evaluate(`dispatchEvent(new Event('online'))`);
  await pause(quietMs);
  return lastWords > 1 || robbed.requestsSinceTaken() > lastWords
    ? [`${where}: the robbed tab went on sending`]
    : [];
}

function isQuiet({ takenAt, lastRequestAt }: Watched, from: number): boolean {
  const heardAt = takenAt();
  return (
    heardAt !== null && performance.now() - Math.max(heardAt, lastRequestAt(), from) >= quietMs
  );
}
