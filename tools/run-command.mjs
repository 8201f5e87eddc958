import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { projectRoot } from './project.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 127 when the program could not be started
 * @property {string} output what it printed on both streams
 */

/**
 * Runs a program to its end and keeps what it prints.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Outcome>}
 */
export function runCommand(file, args, { cwd = projectRoot, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.on('error', (error) => {
      resolve({ code: 127, output: `${file}: ${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      resolve({ code: code ?? codeOfSignal(signal), output });
    });
  });
}

/**
 * Runs a program to its end, keeps its standard output, and lets people read along on standard error.
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
export function runMeasurement(file, args) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => {
      resolve({ code: 127, output: `${file}: ${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      resolve({ code: code ?? codeOfSignal(signal), output });
    });
  });
}

/**
 * Runs a program in the foreground: its streams are ours, the signals we get are passed on to it.
 * At a terminal Ctrl+C reaches it without us; passed on as well it would look like an impatient second one.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runForeground(
  file,
  args,
  { cwd = projectRoot, env = process.env, stdio = 'inherit' } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio });
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, forward);
    const stopWatching = onLostParent(() => child.kill('SIGTERM'));
    child.on('error', (error) => {
      process.stderr.write(`${file}: ${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      for (const each of signals) process.off(each, forward);
      stopWatching();
      resolve(code ?? codeOfSignal(signal));
    });
  });
}

/**
 * npm passes a signal on to the shell between us and it, and the shell dies of it without a word to us. So under
 * npm a new parent means that we were told to stop.
 * @param {() => void} stop
 * @returns {() => void} ends the watch
 */
function onLostParent(stop) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  return () => {
    clearInterval(watch);
  };
}

/** @param {NodeJS.Signals | null} signal */
const codeOfSignal = (signal) => 128 + (signal === null ? 0 : constants.signals[signal]);
