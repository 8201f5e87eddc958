import { parentPort, workerData } from 'node:worker_threads';
import { type StretchAsked, runStretch } from './harness.ts';

parentPort?.postMessage(
  runStretch(workerData as StretchAsked, (text) => parentPort?.postMessage(text)),
);
