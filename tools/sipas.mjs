import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { callerFolder, projectRoot, serverEnvironment } from './project.mjs';
import { runForeground } from './run-command.mjs';
import { requireProductNode } from './runtime.mjs';

await ensureInstalled('serve');
process.exitCode = await runForeground(
  requireProductNode(),
  [join(projectRoot, 'server', 'src', 'cli.ts'), ...process.argv.slice(2)],
  { cwd: callerFolder, env: serverEnvironment },
);
