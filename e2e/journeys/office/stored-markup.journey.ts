import type { Page } from '@playwright/test';
import { hostileCount, hostileTexts } from '../../fixtures/hostile-texts.ts';
import { plantTexts } from '../../fixtures/plant-texts.ts';
import { signIn } from '../../fixtures/office.ts';
import type { Product } from '../../fixtures/product.ts';
import { expect, test } from '../../fixtures/test.ts';
import { watchMarkup } from '../../fixtures/watch-markup.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

/** Writes a row of everything that the demonstration has nothing of, with hostile words where the interface takes them. */
async function writeOfEach(page: Page, product: Product): Promise<void> {
  const api = `${product.origin}/api/v1`;
  const wave = `${api}/waves/${product.waveId}`;
  const get = async <T>(path: string): Promise<T> =>
    (await (await page.request.get(path)).json()) as T;
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers: { origin: product.origin } });
    expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
  };
  const reason = hostileTexts[16] ?? '';
  const { devices } = await get<{ devices: { id: string }[] }>(`${api}/devices`);
  const phone = devices[0]?.id ?? '';
  await post(`${api}/devices/${phone}/revocation`, { reason });
  // Writes off what simulated phones never sent; then the figures can be frozen.
  await (await signIn(product, 'quantri')).freezeWave();
  const link = { name: 'x', file: 'scores.csv', query: { level: 'commune' }, days: 30 };
  await post(`${wave}/links`, link);
  const comments = await get<{ items: { id: string }[] }>(
    `${wave}/comments?instrument=transaction-5-factor`,
  );
  await post(
    `${wave}/comments/${comments.items[0]?.id ?? ''}/reveal?instrument=transaction-5-factor`,
    { reason },
  );
}

const mostPlaces = 90;

/** Two addresses are of one kind when they name the same screen, the same view and the same other choices. */
function kindOf(hash: string): string {
  const [path = '', query = ''] = hash.split('?', 2);
  const choices = [...new URLSearchParams(query)].map(([name, value]) =>
    ['xem', 'hinh', 'theo'].includes(name) ? `${name}=${value}` : name,
  );
  return `${path}?${choices.sort().join('&')}`;
}

/** Goes to every place that the console links to, one of each kind. Answers: how many hostile texts each showed. */
async function visitAll(
  page: Page,
  look: (where: string) => Promise<number>,
): Promise<ReadonlyMap<string, number>> {
  const waiting = ['#/tien-do'];
  const known = new Set(waiting.map(kindOf));
  const visited = new Map<string, number>();
  while (waiting.length > 0 && visited.size < mostPlaces) {
    const place = waiting.shift() ?? '';
    await page.evaluate((hash) => (location.hash = hash), place);
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    for (const summary of await page.locator('details:not([open]) > summary').all())
      if (await summary.isVisible()) await summary.click({ timeout: 2_000 }).catch(() => undefined);
    visited.set(kindOf(place), await look(place));
    const hashes = await page
      .locator('a[href*="#/"]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash));
    for (const hash of hashes)
      if (!known.has(kindOf(hash))) {
        known.add(kindOf(hash));
        waiting.push(hash);
      }
  }
  return visited;
}

test('nothing that people wrote becomes markup or runs, on any page of the console, in the report and on paper', async ({
  page,
  product,
}) => {
  test.setTimeout(600_000);
  expect(hostileTexts).toHaveLength(hostileCount);
  const watch = await watchMarkup(page);
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await writeOfEach(page, product);
  plantTexts(product.dataDir, hostileTexts);
  await product.killAndRestart();

  await page.goto(`${product.origin}/office.html`);
  await expect(page.getByRole('banner')).toBeVisible();
  const visited = await visitAll(page, watch.look);
  await page.evaluate(() => (location.hash = '#/ket-qua?xem=bao-cao'));
  await expect(page.getByRole('heading', { name: 'BÁO CÁO', exact: true })).toBeVisible({
    timeout: 60_000,
  });
  const ofReport = await watch.look('the report');
  await page.emulateMedia({ media: 'print' });
  await page.pdf({ preferCSSPageSize: true });
  await watch.look('the report on paper');

  expect(watch.found).toEqual([]);
  // They were there to be met.
  const showing = [...visited].filter(([, shown]) => shown > 0).map(([kind]) => kind);
  expect(visited.size, [...visited.keys()].join('\n')).toBeGreaterThan(25);
  expect(showing.length, [...visited].join('\n')).toBeGreaterThan(12);
  expect(ofReport).toBeGreaterThan(0);
});

test('a page that takes texts for markup is caught, under the same policy', async ({
  page,
  product,
}) => {
  const watch = await watchMarkup(page);
  const served = await page.request.get(`${product.origin}/office.html`);
  const policy = served.headers()['content-security-policy'] ?? '';
  await page.route('**/planted.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': policy },
      body: '<!doctype html><body><main></main><script src="/planted.js"></script>',
    }),
  );
  // What {@html} of Svelte comes to.
  const script = `const policy = trustedTypes.createPolicy('svelte-trusted-html', { createHTML: (html) => html });
    document.querySelector('main').innerHTML = policy.createHTML(${JSON.stringify(hostileTexts.join(' '))});`;
  await page.route('**/planted.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  await page.goto(`${product.origin}/planted.html`);
  await page.waitForTimeout(1_000);
  await watch.look('the planted page');

  expect(watch.found.filter((one) => one.includes('an element of theirs')).length).toBeGreaterThan(
    20,
  );
  expect(watch.found.filter((one) => one.includes('the policy was broken')).length).toBeGreaterThan(
    5,
  );
});
