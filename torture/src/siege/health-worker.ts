import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const everyMs = 250;
const patienceMs = 10_000;

const url = `${workerData as string}/healthz`;
const watch = { stopped: false };
parentPort?.once('message', () => (watch.stopped = true));

let slowestMs = 0;
while (!watch.stopped) {
  const from = performance.now();
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).catch(() => null);
  await answer?.body?.cancel();
  const tookMs = answer?.status === 200 ? performance.now() - from : Number.POSITIVE_INFINITY;
  slowestMs = Math.max(slowestMs, tookMs);
  await pause(everyMs);
}
parentPort?.postMessage(slowestMs);
