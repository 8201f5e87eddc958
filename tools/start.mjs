import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { callerFolder, serverEnvironment } from './project.mjs';
import { runForeground } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

const help = `npm start [-- --empty] [--data DIR] [--port N]

Installs what is missing, builds the client if its sources changed, and serves.
  --empty      serve an empty store; without it an empty store becomes the demonstration
  --data DIR   where the database, backups and keys lie (SIPAS_DATA_DIR, ./var)
  --port N     where it listens (SIPAS_PORT, 8080)
`;

const asked = readArguments();
if (asked.help) {
  process.stdout.write(help);
} else {
  await ensureInstalled('serve');
  const node = requireProductNode();
  const built = await ensureBuilt(node);
  if (built.code !== 0) {
    process.stderr.write(
      `${built.output}\nThe client could not be built; the message stands above.\n`,
    );
    process.exit(1);
  }
  process.exitCode = await runForeground(
    node,
    [
      'server/src/cli.ts',
      'serve',
      ...(asked.empty ? [] : ['--demo-if-empty']),
      ...(asked.data === undefined ? [] : ['--data', resolve(callerFolder, asked.data)]),
      ...(asked.port === undefined ? [] : ['--port', asked.port]),
    ],
    { env: serverEnvironment },
  );
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        data: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
}
