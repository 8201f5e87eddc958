import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readConfig } from '../../../server/src/config.ts';
import { startServer } from '../../../server/src/main.ts';
import type { Storage } from '../../../server/src/ports/index.ts';

/**
 * The server as `npm start` puts it together, in a process that a harness may kill. It is loaded beforehand and opens its
 * store when it is told `go`; `backup FILE` makes a verified copy through the very connection that serves; `state` tells
 * what the process holds on to.
 */
const quiet = () => undefined;
const config = readConfig({}, { dataDir: process.argv[2] ?? '', port: 0 });
if (!config.ok) throw new Error('the settings of the harness are wrong');
flushCompileCache();

const commands = createInterface({ input: process.stdin });
await once(commands, 'line');
let store: Storage | undefined;
const server = await startServer(config.value, {
  log: { info: quiet, error: quiet },
  prepare: async (storage) => void (store = storage),
});
process.stdout.write(`${server.url}\n`);

commands.on('line', (line) => {
  if (line === 'state') return void process.stdout.write(`${JSON.stringify(readState())}\n`);
  const file = line.replace(/^backup /, '');
  void store?.keeper
    .backup(file, new Date().toISOString())
    .then(({ receipt }) => process.stdout.write(`${String(receipt)}\n`));
});

function readState(): { readonly heapBytes: number; readonly isPolluted: boolean } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return { heapBytes: heapUsed + external, isPolluted: 'polluted' in {} };
}
