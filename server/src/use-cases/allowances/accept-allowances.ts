import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type AllowanceAnswer,
  type AllowanceBatch,
  allowanceLimits,
  protocolVersion,
} from '@sipas/shared/wire';
import type { AllowanceStore, Clock, Device, PeopleStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import type { OpenWave, WaveReader } from '../waves/index.ts';
import { judgeAllowance } from './judge-allowance.ts';

/**
 * Answers: what became of each receipt of an allowance that a phone sent?
 * Shape:   the batch, the phone → an outcome for each item, in order. The same content again is already-stored; other
 *          content under a known id is kept beside the first and overwrites nothing.
 * Errors:  batch.protocol-unknown, device.wrong-device, batch.too-large: then nothing is kept. What is wrong with one
 *          item never ends the batch.
 * Source:  decision 30.
 * Rule:    L-05
 */
export async function acceptAllowances(
  needs: {
    readonly allowances: AllowanceStore;
    readonly people: PeopleStore;
    readonly reader: WaveReader;
    readonly clock: Clock;
  },
  { protocol, deviceId, items }: AllowanceBatch,
  device: Device,
): Promise<Result<AllowanceAnswer, Refusal>> {
  if (protocol !== protocolVersion) return refuse({ code: 'batch.protocol-unknown' });
  if (deviceId !== device.id) return refuse({ code: 'device.wrong-device' });
  if (items.length > allowanceLimits.items) return refuse({ code: 'batch.too-large' });
  const surveyor = await needs.people.userById(device.userId);
  if (surveyor === null) throw new Error('a phone names a lost account');

  const waves = await wavesNamed(needs.reader, items);
  const sender = { device, areas: surveyor.areas };
  const judged = items.map((item) =>
    judgeAllowance(item, waves.get(claimedWave(item)) ?? null, sender),
  );
  const kept = await needs.allowances.keepOnce(judged, needs.clock.now());
  return ok({
    protocol: 1,
    serverTime: needs.clock.now(),
    receipts: kept.map(({ outcome, code }, index) => ({
      id: judged[index]?.id ?? null,
      outcome,
      ...(code === null ? {} : { code }),
    })),
  });
}

async function wavesNamed(
  reader: WaveReader,
  items: readonly unknown[],
): Promise<ReadonlyMap<string, OpenWave>> {
  const waves = new Map<string, OpenWave>();
  for (const id of new Set(items.map(claimedWave))) {
    const wave = await reader.wave(id);
    if (wave !== null) waves.set(id, wave);
  }
  return waves;
}

function claimedWave(item: unknown): string {
  const id: unknown =
    typeof item === 'object' && item !== null && 'waveId' in item ? item.waveId : '';
  return typeof id === 'string' ? id : '';
}
