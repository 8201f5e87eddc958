import type { ActionContent, ActionStatus } from '@sipas/shared/fixes';
import type { Day, Instant, Uuid7 } from '@sipas/shared/kernel';
import type { Ids, Storage } from '../ports/index.ts';
import { createActionCases } from '../use-cases/actions/index.ts';
import { countAnew } from '../use-cases/report-scores/index.ts';
import type { WaveReader } from '../use-cases/waves/index.ts';

interface DecidedAction extends Omit<ActionContent, 'status' | 'evidence'> {
  readonly instrument: string;
  /** What was written of it, and when: the first is its beginning. */
  readonly written: readonly {
    readonly at: string;
    readonly status: ActionStatus;
    readonly evidence: string;
  }[];
}

/** What a steering committee might have decided after the demonstration's wave. Offices and posts, no people. */
const decided: readonly DecidedAction[] = [
  {
    instrument: 'household-2022',
    what: 'Đăng kết quả xử lý phản ánh, kiến nghị lên bảng tin xã và nhóm Zalo của ấp trong 5 ngày làm việc',
    responsible: 'UBND phường Long Châu',
    dueDay: '2026-11-25',
    level: 'commune',
    units: ['29551'],
    criteria: ['c9_33'],
    written: [
      { at: '2026-11-21T02:10:00.000Z', status: 'planned', evidence: '' },
      {
        at: '2026-11-23T03:30:00.000Z',
        status: 'doing',
        evidence: 'Đã lập nhóm Zalo cho 2 trong 3 khóm (báo cáo ngày 23/11/2026).',
      },
    ],
  },
  {
    instrument: 'household-2022',
    what: 'Mỗi quý tổ chức một buổi lấy ý kiến người dân tại ấp, khóm về chính sách mới',
    responsible: 'Sở Nội vụ, Phòng Cải cách hành chính',
    dueDay: '2027-03-31',
    level: 'province',
    units: ['86'],
    criteria: ['c9_03', 'c9_04'],
    written: [{ at: '2026-11-21T02:20:00.000Z', status: 'planned', evidence: '' }],
  },
  {
    instrument: 'transaction-5-factor',
    what: 'Đặt hòm thư và mã QR nhận góp ý tại Trung tâm Phục vụ hành chính công cấp xã, niêm yết cách gửi',
    responsible: 'Trung tâm Phục vụ hành chính công tỉnh',
    dueDay: '2026-12-31',
    level: 'commune',
    units: ['28756', '29551', '29590'],
    criteria: ['t5_1', 't5_2'],
    written: [{ at: '2026-11-21T02:30:00.000Z', status: 'doing', evidence: '' }],
  },
  {
    instrument: 'transaction-5-factor',
    what: 'Bổ sung bảng hướng dẫn và ghế ngồi chờ ở Bộ phận Một cửa',
    responsible: 'UBND phường Phú Khương',
    dueDay: '2026-11-24',
    level: 'commune',
    units: ['28756'],
    criteria: ['t1_1'],
    written: [
      { at: '2026-11-21T02:40:00.000Z', status: 'doing', evidence: '' },
      {
        at: '2026-11-24T07:00:00.000Z',
        status: 'done',
        evidence: 'Biên bản nghiệm thu ngày 24/11/2026: 20 ghế, 2 bảng hướng dẫn.',
      },
    ],
  },
];

/** Puts a few actions into the register, as the analyst of the demonstration would. */
export async function loadDecidedActions(
  {
    storage,
    reader,
    ids,
  }: { readonly storage: Storage; readonly reader: WaveReader; readonly ids: Ids },
  waveId: string,
): Promise<void> {
  const analyst = await storage.people.userByName('sonoivu');
  if (analyst === null) throw new Error('the analyst of the demonstration is not there');
  const { actions, responses } = storage;
  let now = '';
  const cases = createActionCases({
    ...{ reader, actions, ids, countVillages: countAnew(responses) },
    clock: { now: () => now as Instant },
    history: () => Promise.reject(new Error('nothing is compared yet')),
  });
  for (const { instrument, written, dueDay, ...about } of decided) {
    let id: string | null = null;
    for (const [index, { at, status, evidence }] of written.entries()) {
      now = at;
      const content = {
        ...about,
        dueDay: dueDay as Day,
        ...{ status, evidence, units: [...about.units], criteria: [...about.criteria] },
      };
      const kept: Awaited<ReturnType<typeof cases.begin>> =
        id === null
          ? await cases.begin(analyst, { ...content, waveId: waveId as Uuid7, instrument })
          : await cases.revise(analyst, id, { ...content, revision: index });
      if (!kept.ok) throw new Error(`${kept.error.code} ${kept.error.detail ?? ''}`);
      id = kept.value.id;
    }
  }
}
