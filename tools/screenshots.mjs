import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { runForeground } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

/** Makes the pictures of the README anew, from the product as it is built now. */
await ensureInstalled('all');
const node = requireProductNode();
const built = await ensureBuilt(node);
if (built.code !== 0) {
  process.stderr.write(built.output);
  process.exit(1);
}
const chromium = await ensureChromium();
process.exitCode = await runForeground(node, ['e2e/screenshots.ts', ...process.argv.slice(2)], {
  env: { ...process.env, ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }) },
});
