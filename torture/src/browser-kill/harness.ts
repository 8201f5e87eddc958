import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Chromium, type Tab, startChromium } from '../browser/chromium.ts';
import { createRoll } from '../browser/dice.ts';
import { type PhoneHistory, createPhoneHistory } from '../browser/phone-history.ts';
import {
  type Roll,
  copyProfile,
  cutJournal,
  deleteDatabases,
  flipDatabases,
  flipJournal,
  newProfile,
  tearJournal,
} from '../browser/profile.ts';
import { sendAll } from '../browser/send-all.ts';
import { readServerLines } from '../browser/server-lines.ts';
import { type Stage, openStage } from '../browser/stage.ts';
import type { Sight } from '../browser/told.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

/** What is done to a phone: how it dies, and what its files suffer before it is started again. */
interface Blow {
  readonly name: string;
  /** frozen: put into the background first, as a phone does before it kills an app; settled: at rest, all written. */
  readonly death: 'working' | 'frozen' | 'opening' | 'settled';
  readonly hurt: (profile: string, roll: Roll) => Promise<void>;
}

const nothing = () => Promise.resolve();

/** A journal that loses what it once held is mended from the view, which must have followed: those phones are at rest. */
const blows: readonly Blow[] = [
  { name: 'killed', death: 'working', hurt: nothing },
  { name: 'databases deleted', death: 'working', hurt: deleteDatabases },
  { name: 'journal flipped', death: 'settled', hurt: flipJournal },
  { name: 'frozen', death: 'frozen', hurt: nothing },
  { name: 'journal torn', death: 'working', hurt: tearJournal },
  { name: 'killed', death: 'working', hurt: nothing },
  { name: 'killed at its start', death: 'opening', hurt: nothing },
  { name: 'databases flipped', death: 'working', hurt: flipDatabases },
  { name: 'killed', death: 'working', hurt: nothing },
  { name: 'journal cut', death: 'settled', hurt: cutJournal },
];

const longestLifeMs = 300;
/** A phone is judged at the server after so many kills, and another one begins. */
const killsPerPhone = 25;
const zones = ['Asia/Ho_Chi_Minh', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'];
const yearsOff = [0, 0, -9, 5, 61];

const withoutFiles = 'delete StorageManager.prototype.getDirectory;';

/** Kills browsers as they save and send, and judges from what their pages told what was lost. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const roll = createRoll(seed);
  const stage = await openStage(plant);
  if (plant?.kind === 'flag') stage.site.before = withoutFiles;
  const violations: string[] = [];
  let [done, forms, taps] = [0, 0, 0];
  try {
    while (done < budget) {
      const kills = Math.min(killsPerPhone, budget - done);
      const life = await livePhone(stage, roll, kills, done);
      violations.push(...life.violations);
      forms += life.forms;
      taps += life.taps;
      done += kills;
      tell(
        `${done} of ${budget} kills, ${forms} forms and ${taps} answers told as saved, ${violations.length} violations`,
      );
    }
  } finally {
    await stage.close();
  }
  return { done, violations, figures: { forms, answers: taps } };
}

interface Life {
  readonly violations: readonly string[];
  readonly forms: number;
  readonly taps: number;
}

/** One phone from its enrolment over so many kills to the comparison with the server. */
async function livePhone(stage: Stage, roll: Roll, kills: number, first: number): Promise<Life> {
  const { site, product } = stage;
  const profile = await newProfile();
  const history = createPhoneHistory();
  const violations: string[] = [];
  const note = (where: string, found: readonly string[]) =>
    violations.push(...found.map((one) => `${where}: ${one}`));
  const already = (await readServerLines(product.dataDir)).length;
  let browser: Chromium | null = null;
  try {
    browser = await enrolPhone(stage, profile, history);
    await browser.kill();
    site.meet = ({ path, point }) => {
      if (!path.endsWith('/sync/push')) return 'pass';
      return roll() < (point === 'answer' ? 0.2 : 0.05) ? 'drop' : 'pass';
    };
    for (let kill = 0; kill < kills; kill += 1) {
      const blow = blows[(first + kill) % blows.length] ?? blows[0];
      if (blow === undefined) throw new Error('there is no blow');
      const where = `kill ${first + kill + 1} (${blow.name})`;
      // A database may hide a flipped bit for days. One store at a time is hurt: the view is written anew before the
      // journal suffers, since what both have lost only the server can still have.
      if (blow.death === 'settled') await deleteDatabases(profile);
      browser = await startChromium(profile, zones[Math.floor(roll() * zones.length)]);
      note(where, await liveAndDie(browser, { stage, history, roll, blow }));
      await browser.kill();
      await blow.hurt(profile, roll);
      if (blow.death === 'settled') history.mayWaitAgain();
    }
    site.meet = () => 'pass';
    browser = await startChromium(profile);
    note('at the end', await endOf(browser, { stage, history, already }));
    await browser.kill();
    if (violations.length === 0)
      note('a copy of the phone', await runTwice(stage, profile, history));
  } finally {
    await browser?.kill();
    await rm(profile, { recursive: true, force: true });
  }
  return { violations, forms: history.counts().forms, taps: history.counts().taps };
}

async function enrolPhone(
  { site, product }: Stage,
  profile: string,
  history: PhoneHistory,
): Promise<Chromium> {
  const browser = await startChromium(profile);
  const tab = await browser.newTab();
  tab.onTold(history.hear);
  await tab.open(`${site.origin}/`);
  await tab.evaluate(`phone.enrol('${await product.enrolmentCode()}')`);
  return browser;
}

interface Scene {
  readonly stage: Stage;
  readonly history: PhoneHistory;
  readonly roll: Roll;
  readonly blow: Blow;
}

/** The app is opened and looked at, works, and is about to die. */
async function liveAndDie(browser: Chromium, scene: Scene): Promise<readonly string[]> {
  const { stage, history, roll, blow } = scene;
  const years = yearsOff[Math.floor(roll() * yearsOff.length)] ?? 0;
  const url = `${stage.site.origin}/?view=0&years=${years}`;
  const tab = await browser.newTab();
  tab.onTold(history.hear);
  if (blow.death === 'opening') {
    const opening = tab.open(url).catch(() => undefined);
    await pause(roll() * longestLifeMs);
    void opening;
    return [];
  }
  const { sight, failure } = await tab.open(url);
  if (sight === null) return [`the app does not open: ${failure}`];
  const found = history.seen(sight);
  await tab.evaluate('phone.startSender()');
  tab.evaluate(`phone.work(${1 + Math.floor(roll() * 6)})`).catch(() => undefined);
  await pause(roll() * longestLifeMs);
  if (blow.death === 'settled') await settle(tab);
  if (blow.death === 'frozen') {
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(roll() * longestLifeMs);
  }
  return found;
}

const settle = (tab: Tab) => tab.evaluate('phone.settle()');

interface Ending {
  readonly stage: Stage;
  readonly history: PhoneHistory;
  /** Lines at the server before this phone. */
  readonly already: number;
}

/** The phone is opened for the last time, sends all that it has, and is compared with the server. */
async function endOf(browser: Chromium, { stage, history, already }: Ending) {
  const opened = await openedPhone(browser, stage, history);
  if ('failure' in opened) return [opened.failure];
  const { tab } = opened;
  await sendAll(tab);
  const sight = await tab.evaluate<Sight>('phone.sight()');
  const lines = (await readServerLines(stage.product.dataDir)).slice(already);
  return [...opened.found, ...history.judge(sight, lines)];
}

async function openedPhone(
  browser: Chromium,
  stage: Stage,
  history: PhoneHistory,
): Promise<{ tab: Tab; found: readonly string[] } | { failure: string }> {
  const tab = await browser.newTab();
  tab.onTold(history.hear);
  const { sight, failure } = await tab.open(`${stage.site.origin}/?view=0`);
  if (sight === null) return { failure: `the app does not open: ${failure}` };
  return { tab, found: history.seen(sight) };
}

/**
 * The phone and a copy of it each finish one form: both claim the same place in the chain. The server keeps both, and
 * one of them is a fork for a person to look at.
 */
async function runTwice(
  stage: Stage,
  profile: string,
  history: PhoneHistory,
): Promise<readonly string[]> {
  const copy = await copyProfile(profile);
  const hashes: string[] = [];
  try {
    for (const folder of [profile, copy])
      hashes.push(await finishOne(stage, folder, folder === profile ? history : null));
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  const lines = (await readServerLines(stage.product.dataDir)).filter(({ hash }) =>
    hashes.includes(hash),
  );
  const outcomes = lines.map(({ outcome }) => outcome);
  return outcomes.join() === 'stored,fork'
    ? []
    : [`the forms of two phones in one place are ${outcomes.join() || 'not there'}`];
}

/** Answers: the hash of the form that the phone of this folder finished and sent. */
async function finishOne(
  stage: Stage,
  profile: string,
  history: PhoneHistory | null,
): Promise<string> {
  const browser = await startChromium(profile);
  try {
    const opened = await openedPhone(browser, stage, history ?? createPhoneHistory());
    if ('failure' in opened) throw new Error(opened.failure);
    const hash = await opened.tab.evaluate<string>('phone.interview(2)');
    await sendAll(opened.tab);
    return hash;
  } finally {
    await browser.kill();
  }
}
