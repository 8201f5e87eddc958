import household2022 from '../../../data/questionnaires/household-2022.json';
import { type Instrument, canonicalInstrument } from '@sipas/shared/questionnaire';
import type { FieldPackage } from '@sipas/shared/wire';
import { mount, unmount } from 'svelte';
import '../../src/styles/fonts.css';
import '../../src/styles/tokens.css';
import '../../src/ui/field/field.css';
import FieldApp from '../../src/app/field/FieldApp.svelte';
import type { Draft, FinishedForm } from '../../src/ports/field-shelf.ts';
import { createMemoryGround, nowMs } from './memory-ground.ts';
import { type MemoryShelf, createMemoryShelf } from './memory-shelf.ts';

const waveId = '019ab0d4-7b60-7000-8000-0000000000aa';
const responseId = '019ab0d4-7b60-7000-8000-00000000d001';

async function packageOf(
  definition: Instrument,
  allowanceVnd: number | null,
): Promise<FieldPackage> {
  const bytes = new TextEncoder().encode(canonicalInstrument(definition));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const version = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const { id } = definition;
  const villages = [{ code: 'k1', name: 'Khóm 1', target: 10 }];
  return {
    serverTime: new Date(nowMs).toISOString(),
    surveyor: { username: 'dieutravien', name: 'Nguyễn Thị Hồng Hạnh' },
    areas: [],
    waves: [
      {
        id: waveId,
        name: 'Đợt 1',
        catalogue: '2025-07-01',
        instruments: [{ id, version }],
        units: [{ code: '29551', name: 'Phường Long Châu', villages }],
        allowanceVnd,
      },
    ],
    instruments: [{ id, version, definition }],
    assignments: [],
    publicKeys: [],
    settings: { lockAfterMs: 3_600_000 },
  } as unknown as FieldPackage;
}

/** The whole app over a phone in memory that stands in the middle of an interview. */
export async function showInterview(at: {
  readonly position: string;
  readonly answers?: Draft['answers'];
  readonly textStep?: number;
  readonly allowanceVnd?: number;
  /** The app was closed for long: it asks for the PIN first. */
  readonly isLocked?: boolean;
  /** Unsent forms of a surveyor who had the phone before. */
  readonly formsBefore?: readonly FinishedForm[];
  /** Whose the phone is by the package that the server has for it now. */
  readonly movedTo?: FieldPackage['surveyor'];
}): Promise<{ readonly shelf: MemoryShelf; draft(): Promise<Draft | undefined>; close(): void }> {
  const shelf = createMemoryShelf();
  const fieldPackage = await packageOf(
    household2022 as unknown as Instrument,
    at.allowanceVnd ?? null,
  );
  const { movedTo = fieldPackage.surveyor } = at;
  const ground = createMemoryGround(shelf, { ...fieldPackage, surveyor: movedTo });
  const redeemed = await ground.transport.redeem({
    code: 'ABCD-EF23',
    deviceName: '-',
    platform: '-',
  });
  if (redeemed.tag !== 'answer') throw new Error('the memory server knows this code');
  if (at.formsBefore !== undefined) {
    const before = { ...redeemed.value, deviceId: '019ab0d4-7b60-7000-8000-0000000000cc' };
    await shelf.enrol(before as typeof redeemed.value, new Date(nowMs).toISOString());
    for (const form of at.formsBefore) await shelf.finish(form);
    await shelf.leave();
  }
  await shelf.enrol(redeemed.value, new Date(nowMs).toISOString());
  await shelf.setPin({ salt: '', iterations: 1, hash: '284910' });
  await shelf.savePackage(fieldPackage, 'e1');
  await shelf.setPreferences({ language: 'vi', textStep: at.textStep ?? 0 });
  const instrument = fieldPackage.waves[0]?.instruments[0];
  if (instrument === undefined) throw new Error('the package has one instrument');
  await shelf.startDraft({
    responseId,
    startedAt: new Date(nowMs).toISOString(),
    waveId,
    instrument,
    catalogue: '2025-07-01',
    unit: { commune: '29551', village: 'k1' },
    household: '007',
    mode: 'interview',
    language: 'vi',
    consent: { given: true, at: new Date(nowMs).toISOString(), textVersion: 'household-2022/1' },
    answers: at.answers ?? {},
    position: at.position,
    timings: {},
    activeMs: 0,
  });
  if (at.isLocked === true) localStorage.removeItem('sipas.last-touch');
  else localStorage.setItem('sipas.last-touch', String(nowMs));
  location.hash = `#/phieu/${responseId}`;
  const target = document.createElement('div');
  target.id = 'field';
  document.body.append(target);
  const app = mount(FieldApp, { target, props: { ground } });
  return {
    shelf,
    draft: async () => (await shelf.drafts()).find((draft) => draft.responseId === responseId),
    close() {
      void unmount(app);
      target.remove();
    },
  };
}
