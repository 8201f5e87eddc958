import { basename } from 'node:path';
import type { Instant } from '@sipas/shared/kernel';
import type { CareReport } from '@sipas/shared/wire';
import type {
  Care,
  DeviceStore,
  IngestKeys,
  ResponseStore,
  StoreKeeper,
} from '../../ports/index.ts';
import { openForgotten } from './acknowledge-forgotten.ts';

/**
 * Answers: how is the store looked after: last backup and where it lies, last drill, what failed, what was forgotten?
 * Shape:   names of files, never where they lie on the machine; phones and keys are counted, not named.
 * Rule:    B-11
 */
export async function reportCare(needs: {
  readonly care: Care;
  readonly backupsBy: CareReport['backupsBy'];
  readonly responses: Pick<ResponseStore, 'head'>;
  readonly keeper: Pick<StoreKeeper, 'lastReceipt'>;
  readonly devices: DeviceStore;
  readonly ingestKeys: Pick<IngestKeys, 'list'>;
}): Promise<CareReport> {
  const state = await needs.care.state();
  const { last, drill, failure, forgotten, fuller, isInSecondPlace, copiedKeys, ...rest } = state;
  const open = await openForgotten(needs.devices, forgotten);
  const { safeReceipt } = await needs.responses.head();
  const keys = await needs.ingestKeys.list();
  const isCopied = new Set(copiedKeys);
  return {
    ...rest,
    backupsBy: needs.backupsBy,
    keys: {
      notCopied: keys.filter(({ keyId, isHere }) => isHere && !isCopied.has(keyId)).length,
      waiting: keys.reduce((sum, { waiting }) => sum + waiting, 0),
    },
    lastReceipt: await needs.keeper.lastReceipt(),
    safeReceipt,
    backup:
      last === null
        ? null
        : {
            name: basename(last.file),
            madeAt: last.madeAt as Instant,
            receipt: last.receipt,
            envelopes: last.envelopes,
            bytes: last.bytes,
            inSecondPlace: isInSecondPlace,
          },
    failure: failure === null ? null : { at: failure.at as Instant, kind: failure.kind },
    drill:
      drill === null
        ? null
        : {
            at: drill.at as Instant,
            name: basename(drill.file),
            envelopes: drill.envelopes,
            differences: drill.differences,
            tookMs: drill.tookMs,
          },
    forgotten:
      forgotten === null || open.length === 0
        ? null
        : {
            firstAt: forgotten.firstAt as Instant,
            lastAt: forgotten.lastAt as Instant,
            phoneReceipt: open.reduce((most, { receipt }) => Math.max(most, receipt), 0),
            storeReceipt: forgotten.storeReceipt,
            devices: new Set(open.map(({ deviceId }) => deviceId)).size,
          },
    fuller:
      fuller === null
        ? null
        : {
            name: basename(fuller.file),
            receivedAt: fuller.receivedAt as Instant,
            forms: fuller.forms,
          },
  };
}
