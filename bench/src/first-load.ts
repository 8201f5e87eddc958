import { chromium, type Page } from 'playwright';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { createWorld, startProduct } from '../../e2e/fixtures/product.ts';
import { FieldApp } from '../../e2e/pages/field-app.ts';
import { report } from './report.ts';

/**
 * What a phone must load before it shows a question: every script and style sheet that the page itself asks for until
 * then, workers included, each as gzip -9. Fonts and the questionnaire are data, and what comes beside the page for later
 * (the service worker's store, the database behind the journal) is not waited for; these are left out. The peers open
 * their form without enrolling a phone, so an enrolled phone is measured, and the whole way from the enrolment link is
 * told beside it.
 */
const smallestPeer = {
  name: 'Enketo, the same form (SurveyJS 405, ODK Web Forms 1,314)',
  values: [277],
};

interface Part {
  readonly name: string;
  readonly kb: number;
}

/** Collects the scripts and styles that a page asks for, until it is told to stop. */
function collectParts(page: Page): () => Promise<readonly Part[]> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.context().on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.request().serviceWorker() !== null) return;
    if (/\.(js|css)$/.test(pathname) && pathname !== '/sw.js' && !bodies.has(pathname))
      bodies.set(pathname, response.body());
  });
  return async () => {
    const parts: Part[] = [];
    for (const [name, body] of [...bodies])
      parts.push({ name, kb: gzipSync(await body, { level: 9 }).length / 1024 });
    return parts;
  };
}

const sumKb = (parts: readonly Part[]): number => parts.reduce((sum, { kb }) => sum + kb, 0);

const world = await createWorld(0);
const product = await startProduct(world);
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  ...(existsSync(executablePath) ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    locale: 'vi-VN',
    serviceWorkers: 'allow',
  });
  const page = await context.newPage();
  const enrolling = collectParts(page);
  const app = new FieldApp(page, product.origin);
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('B-01');
  const withEnrolment = sumKb(await enrolling());
  await page.close();

  const reopened = await context.newPage();
  const opening = collectParts(reopened);
  await reopened.goto(product.origin);
  const again = new FieldApp(reopened, product.origin);
  await again.unlockIfAsked();
  await again.question.waitFor();
  const parts = await opening();
  for (const { name, kb } of parts)
    process.stderr.write(`${kb.toFixed(1).padStart(7)} kB  ${name}\n`);
  const kb = sumKb(parts);
  report({
    name: 'JS + CSS of the field app up to the first question',
    ...{ unit: 'kB gzip', values: [kb] },
    note: `${String(parts.length)} files; ${withEnrolment.toFixed(1)} kB with enrolment and what comes beside it`,
    peer: smallestPeer,
    goals: [
      { of: 'value', is: 'at most', bound: 60 },
      { of: 'ratio', is: 'at most', bound: 0.2 },
    ],
  });
} finally {
  await browser.close();
  await product.stop();
  await rm(world.dir, { recursive: true, force: true });
}
