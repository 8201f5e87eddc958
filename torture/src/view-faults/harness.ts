import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Page, chromium } from 'playwright';
import { launchOptions } from '../../../e2e/fixtures/browser.ts';
import { answerFromFolder } from '../../../e2e/fixtures/static-folder.ts';
import { buildPage } from '../browser/build-page.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import type { Stretch } from './page/hurt-database.ts';
import type { Rebuilt } from './page/rebuild.ts';

const tapsOfView = 400;
const tapsOfJournal = 100;
/** A phone of the field against this machine; 500 forms are a surveyor's year. */
const slowerBy = 4;
const rebuiltForms = 500;
/** Beside reading the journal once, which no way can do without; the machine may be as busy as it likes. */
const mostTimesReading = 4;

/** Works on hurt databases in a real browser, stretch by stretch, on the view and on the journal without files in turn. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const folder = await buildPage(
    plant?.kind === 'source' ? [plant] : [],
    join(import.meta.dirname, 'page'),
  );
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '', 'http://page').pathname;
    void answerFromFolder(folder, path, outgoing, false).then((found) => {
      if (!found) outgoing.writeHead(404).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await chromium.launch(launchOptions);
  const violations: string[] = [];
  let [done, stretches] = [0, 0];
  let counts = {};
  let rebuilt: Partial<Rebuilt> = {};
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    await page.waitForFunction('typeof workOnJournal === "function"');
    while (done < budget && violations.length === 0) {
      const work = stretches % 2 === 0 ? 'workOnView' : 'workOnJournal';
      const taps = work === 'workOnView' ? tapsOfView : tapsOfJournal;
      const found = await page.evaluate<Stretch>(
        `${work}(${String(seed + stretches)}, ${String(taps)})`,
      );
      violations.push(
        ...found.violations.map((one) => `${work}, stretch ${String(stretches)}: ${one}`),
      );
      done += found.injected;
      stretches += 1;
      ({ counts } = found);
      tell(`${String(done)} of ${String(budget)} faults`);
    }
    if (plant === null) rebuilt = await rebuildSlowly(page);
    const { readyMs = 0, leastMs = 0 } = rebuilt;
    if (readyMs > mostTimesReading * leastMs)
      violations.push(
        `a lost database costs ${String(readyMs)} ms at the start, reading it ${String(leastMs)} ms`,
      );
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { done, violations, figures: { stretches, ...counts, ...rebuilt } };
}

/** The best of three: what the phone needs, not what else the machine does. */
async function rebuildSlowly(page: Page): Promise<Rebuilt> {
  await page.evaluate(`setUpRebuild(${String(rebuiltForms)})`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerBy });
  const runs: Rebuilt[] = [];
  for (let run = 0; run < 3; run += 1) runs.push(await page.evaluate<Rebuilt>('rebuild()'));
  return runs.reduce((best, one) => (one.readyMs < best.readyMs ? one : best));
}
