import { rm } from 'node:fs/promises';
import { chromium, type Page } from 'playwright';
import { launchOptions } from '../../e2e/fixtures/browser.ts';
import { type Product, createWorld, startProduct } from '../../e2e/fixtures/product.ts';
import { OfficeConsole } from '../../e2e/pages/office-console.ts';
import { type EnrolledPhone, enrolPhone } from './enrolled-phone.ts';
import { multiplyResponses } from './multiplied-store.ts';
import { type Batch, createBatches } from './phone-batches.ts';
import { report } from './report.ts';

/**
 * How long the analyst waits for each view of the console in a browser: from the click to the first frame with its figures,
 * each time after a form came in, so that nothing is kept from before. Beside it the bare calls that the view makes, from
 * the same page and in the same state, read and parsed and not drawn.
 */
const rounds = 5;
const loaded = 20_000;
const sizes = [
  { responses: loaded, limitMs: 100 },
  { responses: 1_000_000, limitMs: 1000 },
] as const;

const views = [
  ['progress', '#/tien-do'],
  ['overview', '#/ket-qua?xem=tong-quan'],
  ['scores of districts', '#/ket-qua?cap=grouping:huyen-cu'],
  ['criteria of communes', '#/ket-qua?cap=commune&theo=criterion'],
  ['map of communes', '#/ket-qua?hinh=ban-do'],
  ['five answers', '#/ket-qua?hinh=nam-muc&cap=province'],
  ['groups of people', '#/ket-qua?cap=province&nhom=sex'],
  ['other questions', '#/ket-qua?xem=cau-hoi'],
  ['two waves', '#/ket-qua?xem=so-sanh&cap=commune'],
  ['trend', '#/ket-qua?xem=xu-huong'],
  ['priorities', '#/ket-qua?xem=uu-tien'],
  ['comments', '#/ket-qua?xem=y-kien'],
  ['actions', '#/hanh-dong'],
] as const;
const elsewhere = '#/dot-khao-sat';

/** Milliseconds from the change of the address to the first frame in which nothing is waited for. */
const openView = (page: Page, hash: string): Promise<number> =>
  page.evaluate(
    (to) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const main = document.querySelector('main') as HTMLElement;
        const isWaiting = () => main.querySelector('.skeleton, [aria-busy=true]') !== null;
        const watch = new MutationObserver(() => {
          if (isWaiting() || main.querySelector('h1') === null) return;
          requestAnimationFrame(() => {
            // What is drawn may itself ask for more.
            if (isWaiting()) return;
            watch.disconnect();
            resolve(performance.now() - start);
          });
        });
        watch.observe(main, { subtree: true, childList: true, attributes: true });
        location.hash = to;
      }),
    hash,
  );

/** Milliseconds until all these answers are here and parsed. */
const askBare = (page: Page, paths: readonly string[]): Promise<number> =>
  page.evaluate(async (all) => {
    const start = performance.now();
    await Promise.all(
      all.map(async (path) => {
        await (await fetch(path, { cache: 'no-store' })).json();
      }),
    );
    return performance.now() - start;
  }, paths);

async function pathsOf(page: Page, hash: string): Promise<readonly string[]> {
  const paths = new Set<string>();
  const note = (request: { url(): string }): void => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) paths.add(pathname + search);
  };
  page.on('request', note);
  await openView(page, hash);
  await page.waitForTimeout(300);
  page.off('request', note);
  await openView(page, elsewhere);
  return [...paths];
}

function sender({ origin }: Product, { headers }: EnrolledPhone, batches: readonly Batch[]) {
  const left = [...batches];
  return async () => {
    const answer = await fetch(`${origin}/api/v1/sync/push`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      body: new Uint8Array(left.shift()?.plain ?? Buffer.alloc(0)),
    });
    if (!(await answer.text()).includes('"outcome":"stored"'))
      throw new Error('a form was not stored');
  };
}

async function measure(product: Product, responses: number, limitMs: number): Promise<void> {
  const phone = await enrolPhone(product);
  const change = sender(product, phone, createBatches(phone.world, 400, String(responses), 1));
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await new OfficeConsole(page).signIn(product.origin, product.account('sonoivu'));
    await page.locator('main h1').waitFor();
    await openView(page, elsewhere);
    for (const [name, hash] of views) {
      const paths = await pathsOf(page, hash);
      const [drawn, bare]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        await change();
        drawn.push(await openView(page, hash));
        await openView(page, elsewhere);
        await change();
        bare.push(await askBare(page, paths));
      }
      report({
        name: `View “${name}” at ${String(responses)} responses`,
        ...{ unit: 'ms', values: drawn },
        peer: { name: 'its bare calls', values: bare },
        goals: [{ of: 'value', is: 'at most', bound: limitMs }],
      });
    }
  } finally {
    await browser.close();
  }
}

const world = await createWorld(loaded, loaded / 4);
try {
  for (const { responses, limitMs } of sizes) {
    if (responses > loaded) multiplyResponses(world.dir, responses / loaded);
    const product = await startProduct(world);
    try {
      await measure(product, responses, limitMs);
    } finally {
      await product.stop();
    }
  }
} finally {
  await rm(world.dir, { recursive: true, force: true });
}
