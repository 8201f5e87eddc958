import { findUnit } from '@sipas/shared/admin-units';
import { type Instant, type Result, ok, refuse } from '@sipas/shared/kernel';
import type { AllowanceList, AllowanceRow } from '@sipas/shared/wire';
import type {
  AllowanceStore,
  AllowanceStoreRow,
  CommuneScope,
  DeviceStore,
  PeopleStore,
  User,
} from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { type OpenWave, type WaveReader, isInScope, scopeOf } from '../waves/index.ts';

export interface AllowanceNeeds {
  readonly allowances: AllowanceStore;
  readonly devices: DeviceStore;
  readonly people: PeopleStore;
  readonly reader: WaveReader;
}

/** One line without the words for its code, which depend on the reader's language. */
export type NamedAllowance = Omit<AllowanceRow, 'title'>;

/**
 * Answers: who signed for the allowance of a wave, within the person's areas?
 * Shape:   wave, a commune or all, page → what each commune adds up to, and one page of lines by commune, village and
 *          arrival. Lines that wait for a person are listed with their code and added up nowhere.
 * Units:   amounts in đồng.
 * Missing: records that cannot be read are not listed.
 * Errors:  wave.unknown.
 * Source:  decision 30; decision D15 for who may read it.
 * Rule:    L-06
 */
export async function listAllowances(
  needs: AllowanceNeeds,
  user: User,
  waveId: string,
  asked: {
    readonly commune: string | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<Result<Omit<AllowanceList, 'rows'> & { rows: NamedAllowance[] }, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const scope = scopeOf(user, wave);
  const communes = await needs.allowances.communes(waveId, scope);
  const shown = communes.filter(({ commune }) => (asked.commune ?? commune) === commune);
  const within = narrowed(scope, asked.commune);
  const rows = await needs.allowances.list(waveId, within, asked);
  const name = await namer(needs, wave);
  return ok({
    allowanceVnd: wave.wave.allowanceVnd,
    communes: communes.map(({ commune, signatures, amountVnd, waiting }) => ({
      code: commune,
      name: communeName(wave, commune),
      signatures,
      amountVnd,
      waiting,
    })),
    total: shown.reduce((sum, { signatures, waiting }) => sum + signatures + waiting, 0),
    rows: rows.map(name),
  });
}

const pageRows = 500;

/** Answers: the wave's name, and every line in the order of the list, read page by page. */
export async function allAllowances(
  needs: AllowanceNeeds,
  user: User,
  waveId: string,
  commune: string | undefined,
): Promise<Result<{ waveName: string; rows: AsyncIterable<NamedAllowance> }, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const scope = narrowed(scopeOf(user, wave), commune);
  const name = await namer(needs, wave);
  async function* rows(): AsyncGenerator<NamedAllowance> {
    for (let offset = 0; ; offset += pageRows) {
      const page = await needs.allowances.list(waveId, scope, { limit: pageRows, offset });
      for (const row of page) yield name(row);
      if (page.length < pageRows) return;
    }
  }
  return ok({ waveName: wave.wave.name, rows: rows() });
}

function narrowed(scope: CommuneScope, commune: string | undefined): CommuneScope {
  if (commune === undefined) return scope;
  return new Set(isInScope(scope, commune) ? [commune] : []);
}

const communeName = ({ catalogue }: OpenWave, commune: string): string =>
  findUnit(catalogue, commune)?.name ?? commune;

/** Names are read once a page, not once a line. */
async function namer(
  { devices, people }: AllowanceNeeds,
  wave: OpenWave,
): Promise<(row: AllowanceStoreRow) => NamedAllowance> {
  const names = new Map((await people.listUsers()).map(({ id, name }) => [id, name]));
  const surveyors = new Map(
    (await devices.list()).map(({ id, userId }) => [id, names.get(userId) ?? null]),
  );
  const villages = new Map(
    wave.villages.map(({ commune, code, name }) => [`${commune}/${code}`, name]),
  );
  return ({ deviceId, person, commune, village, receivedAt, ...row }) => ({
    ...row,
    commune,
    communeName: communeName(wave, commune),
    village: villages.get(`${commune}/${village}`) ?? village,
    household: person.household,
    name: person.name,
    strokes: person.strokes,
    signedAt: person.signedAt as Instant,
    receivedAt: receivedAt as Instant,
    surveyor: surveyors.get(deviceId) ?? null,
  });
}
