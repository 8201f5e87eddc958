import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Chromium, type Tab, startChromium } from '../browser/chromium.ts';
import { createRoll } from '../browser/dice.ts';
import { type PhoneHistory, createPhoneHistory } from '../browser/phone-history.ts';
import { soon } from '../browser/patience.ts';
import { newProfile } from '../browser/profile.ts';
import { sendAll } from '../browser/send-all.ts';
import { readServerLines } from '../browser/server-lines.ts';
import type { Point, Site, Verdict } from '../browser/site.ts';
import { type Stage, openStage } from '../browser/stage.ts';
import type { Sight } from '../browser/told.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

/** One step of a round at which the page dies. */
interface Step {
  readonly name: string;
  readonly path: '/sync/hello' | '/sync/push' | '/field-package' | '/sync/pull';
  readonly point: Point;
  /** The request is held until the page is dead; otherwise it goes on, and the page dies a moment later. */
  readonly isHeld: boolean;
}

const steps: readonly Step[] = [
  { name: 'the push has left', path: '/sync/push', point: 'arrival', isHeld: true },
  { name: 'the push is committed', path: '/sync/push', point: 'answer', isHeld: true },
  { name: 'receipts are being saved', path: '/sync/push', point: 'answer', isHeld: false },
  { name: 'the hello has left', path: '/sync/hello', point: 'arrival', isHeld: true },
  { name: 'the hello is answered', path: '/sync/hello', point: 'answer', isHeld: true },
  { name: 'the contact is being saved', path: '/sync/hello', point: 'answer', isHeld: false },
  { name: 'the survey is asked for', path: '/field-package', point: 'arrival', isHeld: true },
  { name: 'the survey is sent', path: '/field-package', point: 'answer', isHeld: true },
  { name: 'the survey is being saved', path: '/field-package', point: 'answer', isHeld: false },
  { name: 'the inbox is sent', path: '/sync/pull', point: 'answer', isHeld: true },
  { name: 'the inbox is being saved', path: '/sync/pull', point: 'answer', isHeld: false },
];

/** Saving what an answer says takes a few of these. */
const longestSavingMs = 40;
/** A phone is judged at the server after so many crashes, and another one begins. */
const crashesPerPhone = 100;

/** Crashes pages at each step of their sending, and judges from what they told. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const roll = createRoll(seed);
  const stage = await openStage(plant);
  const profile = await newProfile();
  const violations: string[] = [];
  let [done, forms] = [0, 0];
  const browser = await startChromium(profile);
  try {
    while (done < budget) {
      const crashes = Math.min(crashesPerPhone, budget - done);
      const life = await livePhone(browser, stage, { roll, crashes, first: done });
      violations.push(...life.violations);
      forms += life.forms;
      done += crashes;
      tell(`${done} of ${budget} crashes, ${forms} forms, ${violations.length} violations`);
    }
  } finally {
    await browser.kill();
    await stage.close();
    await rm(profile, { recursive: true, force: true });
  }
  return { done, violations, figures: { forms } };
}

interface Plan {
  readonly roll: () => number;
  readonly crashes: number;
  /** Number of the first crash. */
  readonly first: number;
}

async function livePhone(browser: Chromium, stage: Stage, { roll, crashes, first }: Plan) {
  const { site, product } = stage;
  const history = createPhoneHistory();
  const violations: string[] = [];
  const already = (await readServerLines(product.dataDir)).length;
  let tab = await browser.newTab();
  tab.onTold(history.hear);
  await tab.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'all' });
  await tab.open(`${site.origin}/`);
  await tab.evaluate(`phone.enrol('${await product.enrolmentCode()}')`);
  await tab.close();

  for (let crash = 0; crash < crashes; crash += 1) {
    const step = steps[(first + crash) % steps.length];
    if (step === undefined) throw new Error('there is no step');
    const where = `crash ${first + crash + 1} (${step.name})`;
    tab = await browser.newTab();
    const { sight, failure } = await opened(tab, site, history);
    if (sight === null) return { violations: [...violations, `${where}: ${failure}`], forms: 0 };
    violations.push(...history.seen(sight).map((one) => `before ${where}: ${one}`));
    await crashAt(tab, { site, step, roll });
    await tab.close();
  }
  tab = await browser.newTab();
  const { sight, failure } = await opened(tab, site, history);
  if (sight === null) violations.push(`at the end: ${failure}`);
  else violations.push(...history.seen(sight));
  await sendAll(tab);
  const last = await tab.evaluate<Sight>('phone.sight()');
  violations.push(...history.judge(last, (await readServerLines(product.dataDir)).slice(already)));
  await tab.close();
  return { violations, forms: history.counts().forms };
}

async function opened(tab: Tab, site: Site, history: PhoneHistory) {
  tab.onTold(history.hear);
  return tab.open(`${site.origin}/?view=0`);
}

interface Scene {
  readonly site: Site;
  readonly step: Step;
  readonly roll: () => number;
}

/** Finishes a form and sends it, and kills the page at this step of the round. */
async function crashAt(tab: Tab, { site, step, roll }: Scene): Promise<void> {
  let letGo: () => void = () => undefined;
  const dead = new Promise<void>((resolve) => (letGo = resolve));
  const reached = new Promise<void>((resolve) => {
    site.rewrite = step.path === '/field-package' ? anotherSurvey : null;
    site.meet = async ({ path, point, headers }): Promise<Verdict> => {
      // The phone asks for the survey as if it had none, so that it is sent whole.
      if (path.endsWith('/field-package')) delete headers['if-none-match'];
      if (path.endsWith(step.path) && point === step.point) {
        resolve();
        if (step.isHeld) await dead;
      }
      return 'pass';
    };
  });
  await tab.evaluate(`phone.interview(${1 + Math.floor(roll() * 3)})`);
  await tab.evaluate('phone.startSender()');
  tab.evaluate('phone.sendNow()').catch(() => undefined);
  await soon(reached, `reaching: ${step.name}`);
  if (!step.isHeld) await pause(roll() * longestSavingMs);
  await tab.crash();
  letGo();
  site.meet = () => 'pass';
  site.rewrite = null;
}

/** The server names another survey than the phone has, so that the round fetches it. */
function anotherSurvey(path: string, body: string): string {
  if (!path.endsWith('/sync/hello')) return body;
  return JSON.stringify({ ...(JSON.parse(body) as object), packageEtag: '"another"' });
}
