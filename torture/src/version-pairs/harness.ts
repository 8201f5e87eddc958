import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildInto } from '../browser/build-page.ts';
import { type Chromium, type Tab, startChromium } from '../browser/chromium.ts';
import { createRoll } from '../browser/dice.ts';
import { newProfile } from '../browser/profile.ts';
import { sendAll } from '../browser/send-all.ts';
import { readServerLines } from '../browser/server-lines.ts';
import { type Stage, openStage } from '../browser/stage.ts';
import type { Sight, Told } from '../browser/told.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { playOldPhone } from './recorded-requests.ts';
import {
  type Parts,
  type StoredPhone,
  makeKnown,
  putPhone,
  readStoredPhone,
} from './stored-phone.ts';

/** The database as a later release will have it: one table more, filled while it is upgraded. */
const nextDatabase = {
  name: 'a later version of the database',
  kind: 'source',
  file: 'client/src/storage/view/dexie-view.ts',
  find: "db.version(1).stores({ drafts: '', outbox: '', inbox: '', meta: '' });",
  replace: `db.version(1).stores({ drafts: '', outbox: '', inbox: '', meta: '' });
  db.version(2).stores({ later: '' }).upgrade(async (change) => {
    for (let row = 0; row < 200; row += 1) await change.table('later').put({ row }, row);
  });`,
} as const;

const longestUpgradeMs = 250;

interface Scene extends Stage {
  readonly browser: Chromium;
  readonly stored: StoredPhone;
  /** A page of this origin has its own storage. */
  readonly originOf: (name: string) => string;
}

type Pair = readonly [name: string, judge: (scene: Scene) => Promise<readonly string[]>];

const pairs: readonly Pair[] = [
  ['requests of protocol 1, the server of today', ({ product }) => playOldPhone(product)],
  ['a phone of the first release, the app of today', (scene) => goOn(scene, 'both')],
  ['its journal alone', (scene) => goOn(scene, 'journal')],
  ['its database alone', (scene) => goOn(scene, 'view')],
  ['the app of today, a server that says more', meetTalkativeServer],
  ['the app of today, a server with unknown outcomes', meetUnknownOutcomes],
  ['a tab of today beside the next version', shareWithNextVersion],
];

/** Lets versions meet, and kills the upgrade of the database at random moments. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const roll = createRoll(seed);
  const stage = await openStage(plant);
  await buildInto(join(stage.folder, 'next'), [
    nextDatabase,
    ...(plant?.kind === 'source' ? [plant] : []),
  ]);
  const profile = await newProfile();
  const violations: string[] = [];
  let done = 0;
  let browser = await startChromium(profile);
  const stored = await readStoredPhone();
  const originOf = (name: string) => `http://${name}.localhost:${String(stage.site.port)}`;
  try {
    await introduce(browser, stage, stored);
    for (const [name, judge] of pairs.slice(0, budget)) {
      stage.site.rewrite = null;
      const found = await judge({ ...stage, browser, stored, originOf });
      violations.push(...found.map((one) => `${name}: ${one}`));
      done += 1;
    }
    stage.site.rewrite = null;
    while (done < budget) {
      done += 1;
      const origin = originOf(`upgrade${String(done)}`);
      const tab = await browser.newTab();
      await putPhone(tab, origin, stored, { journal: true, view: true });
      const opening = tab.open(`${origin}/next/index.html?view=0`).catch(() => undefined);
      await pause(roll() * longestUpgradeMs);
      await browser.kill();
      void opening;
      browser = await startChromium(profile);
      const where = `upgrade ${String(done)}`;
      for (const page of ['/next/index.html', '/'])
        violations.push(
          ...(await lookAt(browser, `${origin}${page}`, stored, `${where}, ${page}`)),
        );
      if (done % 10 === 0) tell(`${String(done)} of ${String(budget)} pairs`);
    }
  } finally {
    await browser.kill();
    await stage.close();
    await rm(profile, { recursive: true, force: true });
  }
  return { done, violations, figures: { 'killed upgrades': Math.max(0, done - pairs.length) } };
}

/** The server of today has the stored phone among its devices. */
async function introduce(browser: Chromium, { site, product }: Stage, stored: StoredPhone) {
  const tab = await browser.newTab();
  await tab.open(`${site.origin}/`);
  await tab.evaluate(`phone.enrol('${await product.enrolmentCode()}')`);
  const { deviceId } = await tab.evaluate<Sight>('phone.sight()');
  makeKnown(product.dataDir, stored, deviceId ?? '');
  await tab.close();
}

/** What of the stored phone does this sight lack? */
function lacks(sight: Sight, { deviceId, hashes, drafts }: StoredPhone): readonly string[] {
  const held = new Set(sight.outbox.map(({ hash }) => hash));
  return [
    ...(sight.deviceId === deviceId ? [] : ['lost: whose the phone is']),
    ...hashes.filter((hash) => !held.has(hash)).map((hash) => `lost: form ${hash}`),
    ...drafts
      .filter(({ responseId, answers }) => {
        const draft = sight.drafts.find((one) => one.responseId === responseId);
        return JSON.stringify(draft?.answers) !== JSON.stringify(answers);
      })
      .map(({ responseId }) => `lost: draft ${responseId}`),
  ];
}

async function lookAt(browser: Chromium, url: string, stored: StoredPhone, where: string) {
  const tab = await browser.newTab();
  const { sight, failure } = await tab.open(`${url}?view=0`);
  const found = sight === null ? [`it does not open: ${failure}`] : lacks(sight, stored);
  if (sight !== null) await tab.evaluate('phone.settle()');
  await tab.close();
  return found.map((one) => `${where}: ${one}`);
}

/** A stored phone is opened by the app of today, finishes its draft, and sends all that it has. */
async function goOn(scene: Scene, name: 'both' | 'journal' | 'view'): Promise<readonly string[]> {
  const { browser, stored, originOf, product } = scene;
  const parts: Parts = { journal: name !== 'view', view: name !== 'journal' };
  const tab = await browser.newTab();
  await putPhone(tab, originOf(name), stored, parts);
  const { sight, failure } = await tab.open(`${originOf(name)}/?view=0`);
  if (sight === null) return [`it does not open: ${failure}`];
  const found = [...lacks(sight, stored)];
  await tab.evaluate('phone.finishAll()');
  await sendAll(tab);
  const last = await tab.evaluate<Sight>('phone.sight()');
  const atServer = new Set((await readServerLines(product.dataDir)).map(({ hash }) => hash));
  for (const { hash, receipt } of last.outbox) {
    if (receipt === null) found.push(`form ${hash} has no receipt`);
    if (!atServer.has(hash)) found.push(`the server has no form ${hash}`);
  }
  if (last.drafts.length > 0) found.push('its draft could not be finished');
  await tab.close();
  return found;
}

/** Answers: a new phone, with what its page tells of crashes. */
async function newPhone({ browser, originOf, product }: Scene, name: string) {
  const tab = await browser.newTab();
  const crashes: string[] = [];
  tab.onTold((told: Told) => {
    if (told.tag === 'crash-screen') crashes.push(`the crash screen shows: ${told.reason}`);
  });
  await tab.open(`${originOf(name)}/?view=0`);
  await tab.evaluate(`phone.enrol('${await product.enrolmentCode()}')`);
  return { tab, crashes };
}

const unreceived = async (tab: Tab): Promise<number> => {
  const { outbox } = await tab.evaluate<Sight>('phone.sight()');
  return outbox.filter(({ receipt }) => receipt === null).length;
};

/** Every object of every answer has a member more, the inbox an item of another kind. */
async function meetTalkativeServer(scene: Scene): Promise<readonly string[]> {
  const { site } = scene;
  site.rewrite = (path, body) => {
    const answer = JSON.parse(body) as { items?: object[]; cursor?: string };
    // A survey is named by its hash: what is added to it makes it another, so only its envelope grows.
    if (path.endsWith('/field-package')) return JSON.stringify({ ...answer, later: { a: 1 } });
    if (path.endsWith('/sync/pull'))
      answer.items = [...(answer.items ?? []), { kind: 'of-a-later-release', cursor: 'later-1' }];
    if (path.endsWith('/sync/hello')) Object.assign(answer, { packageEtag: '"later"' });
    return JSON.stringify(withMore(answer));
  };
  const { tab, crashes } = await newPhone(scene, 'talkative');
  await tab.evaluate('phone.interview(2)');
  await sendAll(tab);
  const left = await unreceived(tab);
  await tab.close();
  return [...crashes, ...(left === 0 ? [] : [`${String(left)} forms have no receipt`])];
}

function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withMore(member)]);
  return { ...Object.fromEntries(members), ofALaterRelease: { text: 'x' } };
}

/** A word that this phone does not know is no receipt: the form stays, and goes when the server speaks as before. */
async function meetUnknownOutcomes(scene: Scene): Promise<readonly string[]> {
  const { site } = scene;
  const { tab, crashes } = await newPhone(scene, 'outcomes');
  site.rewrite = (path, body) =>
    path.endsWith('/sync/push')
      ? body.replaceAll(/"outcome":"[a-z-]+"/g, '"outcome":"of-a-later-release"')
      : body;
  await tab.evaluate('phone.interview(2)');
  await tab.evaluate('phone.startSender()');
  await tab.evaluate('phone.sendNow()');
  const found = [...crashes];
  if ((await unreceived(tab)) !== 1) found.push('an unknown word was taken for a receipt');
  site.rewrite = null;
  await sendAll(tab);
  if ((await unreceived(tab)) !== 0) found.push('the form was not sent again');
  await tab.close();
  return found;
}

/** The next version opens beside a tab of today, takes the phone and upgrades its database, unhindered by the tab. */
async function shareWithNextVersion(scene: Scene): Promise<readonly string[]> {
  const { browser, stored, originOf } = scene;
  const origin = originOf('beside');
  const [today, next] = [await browser.newTab(), await browser.newTab()];
  await putPhone(today, origin, stored, { journal: true, view: true });
  await today.open(`${origin}/?view=0`);
  await today.evaluate('phone.startDraft()').catch(() => undefined);
  const { failure } = await next.open(`${origin}/next/index.html?view=0`);
  const found = failure === 'held-elsewhere' ? [] : [`the second tab says ${String(failure)}`];
  const taken = next.nextReady();
  await next.evaluate('phone.take()');
  const { sight } = await taken;
  found.push(
    ...(sight === null ? ['the next version cannot take the phone'] : lacks(sight, stored)),
  );
  await next.evaluate('phone.settle()');
  const version = await next.evaluate<number | undefined>(
    `indexedDB.databases().then((all) => all.find(({ name }) => name === 'sipas-field')?.version)`,
  );
  if (version !== 20) found.push(`the database stayed at ${String(version)}`);
  await today.close();
  await next.close();
  return found;
}
