import { rm } from 'node:fs/promises';
import { type Chromium, type Tab, startChromium } from '../browser/chromium.ts';
import { soon } from '../browser/patience.ts';
import { createPhoneHistory } from '../browser/phone-history.ts';
import { newProfile } from '../browser/profile.ts';
import { sendAll } from '../browser/send-all.ts';
import { readServerLines } from '../browser/server-lines.ts';
import { type Stage, openStage } from '../browser/stage.ts';
import type { Ready, Sight } from '../browser/told.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { type FaultPlace, type Side, failingBrowser } from './failing-browser.ts';

interface Counted {
  readonly page: number;
  readonly worker: number;
  readonly failed: readonly string[];
}

/** Makes each call of the browser fail in its turn, once and for good, while a phone saves, finishes and sends. */
export async function run({ budget, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const stage = await openStage(plant);
  stage.site.before = failingBrowser;
  const profile = await newProfile();
  const browser = await startChromium(profile);
  const violations: string[] = [];
  let [done, refused] = [0, 0];
  try {
    const enrolment = await enrolOnce(browser, stage);
    const totals = await countCalls(browser, stage, enrolment);
    const places = spread(totals);
    // All of them, unless only a few are asked for.
    const chosen = budget < places.length / 2 ? places.slice(0, budget) : places;
    for (const place of chosen) {
      const outcome = await tryPlace(browser, stage, { place, enrolment, number: done + 1 });
      violations.push(...outcome.violations);
      if (outcome.isRefusedAtStart) refused += 1;
      done += 1;
      if (done % 20 === 0) tell(`${String(done)} of ${String(chosen.length)} places`);
    }
    return {
      done,
      violations,
      figures: {
        'calls of the page': totals.page,
        'calls of the worker': totals.worker,
        'starts that said no': refused,
      },
    };
  } finally {
    await browser.kill();
    await stage.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Answers: what the server and the survey say to a new phone, as text for other pages of the same phone. */
async function enrolOnce(browser: Chromium, { site, product }: Stage): Promise<string> {
  const tab = await browser.newTab();
  await tab.open(`${site.origin}/`);
  const given = await tab.evaluate(`phone.enrol('${await product.enrolmentCode()}')`);
  await tab.close();
  return JSON.stringify(given);
}

/** How many calls a whole life of a phone makes, none of which fails. */
async function countCalls(browser: Chromium, { site }: Stage, enrolment: string): Promise<Counted> {
  const tab = await browser.newTab();
  const origin = `http://count.localhost:${String(site.port)}`;
  await tab.open(`${origin}/?view=0`);
  await tab.evaluate(`phone.adopt(${enrolment})`);
  await tab.open(`${origin}/?view=0`);
  const stuck = await tab.evaluate<readonly string[]>('phone.persevere()');
  if (stuck.length > 0) throw new Error(`without any fault: ${stuck.join()}`);
  const counted = await tab.evaluate<Counted>('faults');
  await tab.close();
  return counted;
}

/** All places, so that the first few already lie far apart: halves, quarters, eighths of each side in turn. */
function spread(totals: Readonly<Record<Side, number>>): readonly FaultPlace[] {
  const kinds = [
    { side: 'worker', mode: 'for-good' },
    { side: 'page', mode: 'for-good' },
    { side: 'worker', mode: 'once' },
    { side: 'page', mode: 'once' },
  ] as const;
  const columns = kinds.map(({ side, mode }) =>
    halvings(totals[side]).map((nth): FaultPlace => ({ side, nth, mode })),
  );
  const longest = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: longest }, (_, row) =>
    columns.flatMap((column) => column[row] ?? []),
  ).flat();
}

/** The numbers from 1 to `count`, the middle first, then the middles of what is left. */
function halvings(count: number): readonly number[] {
  const order: number[] = [];
  const ranges: (readonly [number, number])[] = [[1, count]];
  for (const [from, to] of ranges) {
    if (from > to) continue;
    const middle = Math.floor((from + to) / 2);
    order.push(middle);
    ranges.push([from, middle - 1], [middle + 1, to]);
  }
  return order;
}

interface Trial {
  readonly place: FaultPlace;
  readonly enrolment: string;
  readonly number: number;
}

/** One life with one fault, and a look at what is left of it without any. */
async function tryPlace(browser: Chromium, { site, product }: Stage, trial: Trial) {
  const { place, enrolment, number } = trial;
  const origin = `http://p${String(number)}.localhost:${String(site.port)}`;
  const { side, nth, mode } = place;
  const history = createPhoneHistory();
  const violations: string[] = [];
  const tab = await browser.newTab();
  tab.onTold((told) => {
    history.hear(told);
    if (told.tag === 'crash-screen') violations.push(`the crash screen shows: ${told.reason}`);
  });
  await tab.open(`${origin}/?view=0`);
  await tab.evaluate(`phone.adopt(${enrolment})`);

  const { sight } = await tab.open(
    `${origin}/?view=0&side=${side}&nth=${String(nth)}&mode=${mode}`,
  );
  let failed: readonly string[] = [];
  if (sight !== null) {
    const stuck = await tab.evaluate<readonly string[]>('phone.persevere()');
    failed = (await tab.evaluate<Counted>('faults')).failed;
    if (mode === 'once') violations.push(...stuck.map((step) => `after one fault: ${step}`));
  }
  violations.push(...(await lookAfterwards(tab, `${origin}/?view=0`, { history, product })));
  await tab.close();
  const where = `${side} ${String(nth)} ${mode} (${failed[0] ?? 'at the start'})`;
  return {
    isRefusedAtStart: sight === null,
    violations: violations.map((one) => `${where}: ${one}`),
  };
}

async function lookAfterwards(
  tab: Tab,
  url: string,
  { history, product }: { history: ReturnType<typeof createPhoneHistory> } & Pick<Stage, 'product'>,
): Promise<readonly string[]> {
  const { sight, failure } = await openAnyhow(tab, url);
  if (sight === null) return [`the app does not open any more: ${failure}`];
  const found = history.seen(sight);
  await tab.evaluate('phone.finishAll()');
  await sendAll(tab);
  const last = await tab.evaluate<Sight>('phone.sight()');
  const epochs = new Set(last.outbox.map(({ epoch }) => epoch));
  const lines = (await readServerLines(product.dataDir, 1)).filter(({ epoch }) =>
    epochs.has(epoch ?? ''),
  );
  return [...found, ...history.judge(last, lines)];
}

/** The page before may hold the phone for a moment longer; the screen then offers to take it. */
async function openAnyhow(tab: Tab, url: string): Promise<Ready> {
  const first = await tab.open(url);
  if (first.failure !== 'held-elsewhere') return first;
  const taken = tab.nextReady();
  await tab.evaluate('phone.take()');
  return soon(taken, 'taking the phone');
}
