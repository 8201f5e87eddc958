import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../../e2e/fixtures/browser.ts';
import { answerFromFolder } from '../../../e2e/fixtures/static-folder.ts';
import { buildPage } from '../browser/build-page.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import type { Stretch } from './page/hurt-database.ts';

const tapsOfView = 400;
const tapsOfJournal = 100;

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
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { done, violations, figures: { stretches, ...counts } };
}
