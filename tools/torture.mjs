import { delimiter, dirname } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { runForeground } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

/** `npm run torture [-- NAME …]`: the long runs of torture/src, with all that they need in place. */
await ensureInstalled('all');
const node = requireProductNode();
const built = await ensureBuilt(node);
if (built.code !== 0) {
  process.stderr.write(built.output);
  process.exit(1);
}
const chromium = await ensureChromium();
process.exitCode = await runForeground(
  node,
  ['torture/src/long-run.ts', ...process.argv.slice(2)],
  {
    env: {
      ...process.env,
      PATH: [dirname(node), process.env.PATH].join(delimiter),
      TZ: 'Asia/Ho_Chi_Minh',
      ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
    },
  },
);
