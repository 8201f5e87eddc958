import type { PassedOver } from '@sipas/shared/wire';
import { isProven } from './print-receipt.ts';
import type { FileBatch } from './read-batch-file.ts';
import type { ReadLine } from './read-line.ts';

const mostKept = 100;

/** Says line by line, in the order of a file, which are kept. */
export interface LineSieve {
  keeps(bytes: Buffer, read: ReadLine): boolean;
}

/**
 * Answers: which lines of one file are kept?
 * Shape:   all whose content is what their own hash says, of whatever version and with whatever fault, and the first hundred
 *          of the others: enough for a person to see what happened to the file. The rest is named and lies in the file; what
 *          a phone wrote of it lies on the phone, which has no receipt for it. No line changes what becomes of a proven one.
 * Source:  decision 40; invariants: nothing lost, no blocking.
 * Rule:    A-72
 */
export function createLineSieve(): LineSieve {
  let unproven = 0;
  return { keeps: (bytes, read) => isProven(bytes, read) || unproven++ < mostKept };
}

/** Answers: what was passed over, as runs of places in their batches. */
export function passedOverRuns(
  batches: readonly FileBatch[],
  isKept: readonly boolean[],
): PassedOver[] {
  const runs: PassedOver[] = [];
  let before = 0;
  for (const { batchId, deviceId, lines } of batches) {
    for (let place = 1; place <= lines.length; place++) {
      if (isKept[before + place - 1] === true) continue;
      const last = runs.at(-1);
      const goesOn = place > 1 && isKept[before + place - 2] === false;
      if (goesOn && last !== undefined) last.to = place;
      else
        runs.push({
          batchId,
          deviceId: deviceId as PassedOver['deviceId'],
          from: place,
          to: place,
        });
    }
    before += lines.length;
  }
  return runs;
}
