import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { findChromium } from '../../tools/chromium.mjs';

/**
 * Draws the PNG icons of the field app from its one SVG: `node client/build/draw-icons.mjs`.
 * A maskable icon is cut to any shape by the phone, so it has no round corners and its drawing stays in the middle.
 */
const icons = `${import.meta.dirname}/../public/icons`;
const svg = readFileSync(`${icons}/icon.svg`, 'utf8');
const maskable = svg
  .replace(' rx="112"', '')
  .replace('<g fill="none"', '<g transform="translate(77 77) scale(0.7)" fill="none"');

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === null ? {} : { executablePath }),
  args: ['--no-sandbox'],
});
for (const [name, size, drawing] of [
  ['icon-192', 192, svg],
  ['icon-512', 512, svg],
  ['maskable-512', 512, maskable],
  ['icon-180', 180, maskable],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const source = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:100vw;height:100vh}</style><img src="${source}">`,
  );
  await page.screenshot({ path: `${icons}/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
