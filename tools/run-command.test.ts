import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { type ModelTree, createModelTree } from './model-tree.ts';
import { runCommand } from './run-command.mjs';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

const runCommandUrl = new URL('./run-command.mjs', import.meta.url).href;

/** A program that starts a server-like child in the foreground and ends as it ends. */
function setupForeground(): string {
  const tree = createModelTree({
    'server.mjs': `
      process.once('SIGTERM', () => { process.stdout.write('closed\\n'); process.exit(7); });
      setInterval(() => {}, 1000);
      process.stdout.write('ready\\n');`,
    'start.mjs': `
      import { runForeground } from '${runCommandUrl}';
      process.exitCode = await runForeground(process.execPath, ['server.mjs'], { cwd: import.meta.dirname });`,
  });
  trees.push(tree);
  return tree.root;
}

async function readUntil(stream: NodeJS.ReadableStream, word: string): Promise<void> {
  let text = '';
  for await (const part of stream) {
    text += String(part);
    if (text.includes(word)) return;
  }
  throw new Error(`ended before "${word}": ${text}`);
}

test('keeps what a program prints on both streams, and its exit code', async () => {
  const outcome = await runCommand(process.execPath, [
    '-e',
    `console.log('out'); console.error('err'); process.exitCode = 3`,
  ]);

  expect(outcome.code).toBe(3);
  expect(outcome.output).toContain('out\n');
  expect(outcome.output).toContain('err\n');
});

test('a program that is not there ends with 127', async () => {
  const outcome = await runCommand('/no/such/program', []);

  expect(outcome.code).toBe(127);
});

test('passes a signal on and ends with the exit code of the program', async () => {
  const start = spawn(process.execPath, ['start.mjs'], { cwd: setupForeground() });
  await readUntil(start.stdout, 'ready');

  start.kill('SIGTERM');
  const [code] = (await once(start, 'exit')) as [number];

  expect(code).toBe(7);
});

test('under npm the program is told to stop when the shell between was killed', async () => {
  // The shell stays between, as it does under npm, because a command follows.
  const shell = spawn('sh', ['-c', `"${process.execPath}" start.mjs; true`], {
    cwd: setupForeground(),
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  let printed = '';
  shell.stdout.on('data', (part: Buffer) => (printed += part.toString('utf8')));
  await expect.poll(() => printed, { timeout: 20_000 }).toContain('ready');

  shell.kill('SIGTERM');

  await expect.poll(() => printed, { timeout: 20_000 }).toContain('closed');
});
