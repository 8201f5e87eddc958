import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/main.ts';

// A server of its own in a process of its own, for tests that kill it: `node serve-process.ts DATA_DIR`.
const config = readConfig({}, { dataDir: process.argv[2] ?? '', port: 0 });
if (!config.ok) throw new Error(config.error.problem);
const quiet = () => undefined;
const server = await startServer(config.value, { log: { info: quiet, error: quiet } });
process.stdout.write(`${server.url}\n`);
