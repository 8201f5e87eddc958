#!/usr/bin/env node
import { exitCodes, runCli } from './cli/run-cli.ts';

let isHeard = true;
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Who reads along (`| head`) has read enough: the work is finished, and no more is told.
    if (error.code !== 'EPIPE') throw error;
    isHeard = false;
  });
process.once('exit', (code) => {
  if (!isHeard && code === exitCodes.done) process.exitCode = exitCodes.unheard;
});

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  folder: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
