import { ok, refuse } from '@sipas/shared/kernel';
import type {
  AnswerRow,
  AnswerTable,
  Role,
  ScoreRow,
  ScoreTable,
  Session,
  Wave,
} from '@sipas/shared/wire';
import { mount, unmount } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { ApiFailure, OfficeApi } from '../../ports/office-api.ts';
import '../../styles/tokens.css';
import '../../styles/office.css';
import OfficeApp from './OfficeApp.svelte';
import { createConsoleState } from './console-state.svelte.ts';
import { followPlace } from './current-place.svelte.ts';

let leave: (() => Promise<void>) | undefined;

afterEach(async () => {
  await leave?.();
  leave = undefined;
  window.localStorage.clear();
});

it('shows every index with its n, ranked, and says in words where the base is too small', async () => {
  setupConsole('analyst', '#/ket-qua');

  await expect.element(page.getByRole('heading', { name: 'Kết quả', level: 1 })).toBeVisible();
  await expect.element(page.getByText('81,00 % (n = 1.200)')).toBeVisible();
  await expect
    .element(
      page.getByText('ước lượng có quyền số 73,20 %, khoảng tin cậy 95 %: 67,90–77,91 %').first(),
    )
    .toBeVisible();
  expect(unitsInOrder()).toEqual(['Xã Đức Mỹ', 'Xã An Bình', 'Xã Hiếu Phụng']);
  await expect
    .element(page.getByRole('row', { name: /Xã Hiếu Phụng/ }))
    .toMatchTextContent(/không xếp hạng.*không đủ mẫu \(n = 17\)/);
});

it('tells the order of a column to a screen reader, and keeps what is not published last in both', async () => {
  setupConsole('analyst', '#/ket-qua');
  const heading = page.getByRole('columnheader', { name: 'Chỉ số' });

  await heading.getByRole('button').click();
  await expect.element(heading).toHaveAttribute('aria-sort', 'descending');
  expect(unitsInOrder()).toEqual(['Xã Đức Mỹ', 'Xã An Bình', 'Xã Hiếu Phụng']);

  await heading.getByRole('button').click();
  await expect.element(heading).toHaveAttribute('aria-sort', 'ascending');
  expect(unitsInOrder()).toEqual(['Xã An Bình', 'Xã Đức Mỹ', 'Xã Hiếu Phụng']);
});

it('finds a unit typed without accents and keeps the word in the address', async () => {
  setupConsole('analyst', '#/ket-qua');

  await page.getByLabelText('Tìm đơn vị').fill('duc');

  await expect.element(page.getByRole('row', { name: /Xã Đức Mỹ/ })).toBeVisible();
  expect(unitsInOrder()).toEqual(['Xã Đức Mỹ']);
  expect(window.location.hash).toContain('tim=duc');
});

it('says that a suppressed figure is hidden and why', async () => {
  setupConsole('analyst', '#/ket-qua?nhom=sex');

  await expect.element(page.getByRole('cell', { name: /^được ẩn$/ }).first()).toBeVisible();
  await expect.element(page.getByText(/nhóm có dưới 10 phiếu ghi “được ẩn”/)).toBeVisible();
});

it('shows who chose each answer to another question, and says what is hidden', async () => {
  setupConsole('analyst', '#/ket-qua');

  await page.getByRole('link', { name: 'Câu hỏi khác' }).click();

  await expect.element(page.getByText('75,00 % (n = 400)')).toBeVisible();
  await expect.element(page.getByText('khoảng tin cậy 95 %: 70,10–79,30 %')).toBeVisible();
  await expect.element(page.getByText('hiệu quả thiết kế 1,13, n hiệu dụng 354,0')).toBeVisible();
  await expect
    .element(page.getByRole('row', { name: /Không thể/ }))
    .toMatchTextContent(/17,20–28,40\s%\s*\(ước theo cả đợt\)/);
  await expect.element(page.getByText(/Vì vậy khoảng tin cậy lấy chỉ số/)).toBeInTheDocument();
  expect(unitsInOrder()).toEqual(['Có thể', 'Không thể', 'Không muốn']);
  await expect.element(page.getByRole('row', { name: /Không muốn/ })).toMatchTextContent(/được ẩn/);
  await expect.element(page.getByText(/để trống 7/)).toBeVisible();
  expect(window.location.hash).toContain('xem=cau-hoi');

  await page.getByLabelText('Chia nhóm theo').selectOptions('Giới tính');
  expect(window.location.hash).toContain('nhom=sex');
});

it('offers each role its own screens, and the first of them where the address asks for another', async () => {
  setupConsole('office', '#/ket-qua');

  await expect.element(page.getByRole('heading', { name: 'Tiến độ', level: 1 })).toBeVisible();
  const menu = page.getByRole('navigation', { name: 'Các màn hình' });
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect.element(menu.getByRole('link', { name: 'Máy & người' })).toBeVisible();
  await expect.element(menu.getByRole('link', { name: 'Kết quả' })).not.toBeInTheDocument();
});

it('sends a surveyor to the interview app', async () => {
  setupConsole('surveyor', '#/');

  await expect
    .element(page.getByRole('heading', { name: /điều tra viên không dùng màn hình này/ }))
    .toBeVisible();
});

it('asks to sign in again when the session ends, and comes back to the same table', async () => {
  const { end } = setupConsole('analyst', '#/ket-qua?cap=commune');
  await expect.element(page.getByText('81,00 % (n = 1.200)')).toBeVisible();

  end();
  await expect.element(page.getByText('Phiên làm việc đã hết hạn')).toBeVisible();
  await page.getByLabelText('Tên đăng nhập').fill('sonoivu');
  await page.getByLabelText('Mật khẩu', { exact: true }).fill('dung');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();

  await expect.element(page.getByText('81,00 % (n = 1.200)')).toBeVisible();
  expect(window.location.hash).toBe('#/ket-qua?cap=commune');
});

it('keeps what was typed when the sign-in is refused, and names the code', async () => {
  const { end } = setupConsole('analyst', '#/ket-qua');
  await expect.element(page.getByRole('heading', { name: 'Kết quả' })).toBeVisible();
  end();

  await page.getByLabelText('Tên đăng nhập').fill('sonoivu');
  await page.getByLabelText('Mật khẩu', { exact: true }).fill('sai');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();

  await expect.element(page.getByRole('alert')).toMatchTextContent(/session\.wrong-credentials/);
  await expect.element(page.getByLabelText('Tên đăng nhập')).toHaveValue('sonoivu');
});

function unitsInOrder(): string[] {
  return [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim());
}

function setupConsole(role: Role, hash: string): { end: () => void } {
  window.history.replaceState(null, '', hash);
  const state = createConsoleState(window.localStorage);
  const target = document.body.appendChild(document.createElement('div'));
  const place = followPlace(window);
  const app = mount(OfficeApp, { target, props: { api: fakeApi(role), state, place } });
  leave = async () => {
    await unmount(app);
    target.remove();
  };
  return {
    end: () => {
      state.endSession();
    },
  };
}

const wave: Wave = {
  id: '01939f3e-0000-7000-8000-000000000001' as Wave['id'],
  name: 'SIPAS 2026',
  status: 'open',
  catalogue: '2025-07-01',
  scheme: 'criterion_mean',
  minimumBase: 30,
  minimumCell: 10,
  levels: [{ level: 'commune', label: 'Xã, phường' }],
  instruments: [
    {
      id: 'household-2022',
      version: 'a'.repeat(64) as Wave['instruments'][number]['version'],
      title: 'Phiếu hộ gia đình',
      groups: [{ code: 'sex', label: 'Giới tính' }],
      topics: [{ code: 'c3', label: 'Góp ý kiến', groups: ['sex'] }],
    },
  ],
};

const plain: ScoreRow = {
  unit: '29001',
  unitName: 'Xã An Bình',
  unitValidFrom: '2025-07-01',
  unitValidTo: null,
  group: null,
  kind: 'overall',
  code: 'overall',
  label: 'Chỉ số chung',
  numerator: 150,
  denominator: 200,
  valid: 200,
  percent: '75.00',
  intervalStatus: 'published',
  interval: {
    ...{ low: '70.10', high: '79.40', standardErrorPoints: '2.310', clusters: 8 },
    ...{ designEffect: null, effectiveN: null },
  },
  weighted: {
    ...{ percent: '73.20', low: '67.90', high: '77.91', standardErrorPoints: '2.510', clusters: 8 },
    ...{ designEffect: '1.40', effectiveN: '143.0' },
  },
  rank: 2,
  status: 'published',
};
const withheld = {
  numerator: null,
  denominator: null,
  percent: null,
  interval: null,
  intervalStatus: 'insufficient',
  weighted: null,
  rank: null,
} as const;
const ranked: readonly ScoreRow[] = [
  {
    ...plain,
    ...withheld,
    unit: '29002',
    unitName: 'Xã Hiếu Phụng',
    valid: 17,
    status: 'insufficient',
  },
  plain,
  { ...plain, unit: '29003', unitName: 'Xã Đức Mỹ', valid: 1200, percent: '81.00', rank: 1 },
];
const grouped: readonly ScoreRow[] = [
  { ...plain, group: { code: '1', label: 'Nam' }, rank: null },
  {
    ...plain,
    ...withheld,
    group: { code: '2', label: 'Nữ' },
    valid: null,
    status: 'suppressed',
  },
];

/** A server that answers at once from what lies here; what a test does not ask for it refuses. */
const answered: readonly AnswerRow[] = (
  [
    ['1', 'Có thể', '75.00'],
    ['2', 'Không thể', '20.00'],
    ['3', 'Không muốn', null],
  ] as const
).map(([option, optionLabel, percent]) => ({
  unit: '29001',
  unitName: 'Xã An Bình',
  unitValidFrom: '2025-07-01',
  unitValidTo: null,
  group: null,
  question: 'c3',
  questionLabel: 'Góp ý kiến',
  option,
  optionLabel,
  count: percent === null ? null : Number(percent) * 4,
  valid: 400,
  percent,
  intervalStatus: option === '1' ? 'published' : option === '2' ? 'borrowed' : 'suppressed',
  interval:
    option === '1'
      ? {
          ...{ low: '70.10', high: '79.30', standardErrorPoints: '2.300', clusters: 12 },
          ...{ designEffect: '1.13', effectiveN: '354.0' },
        }
      : option === '2'
        ? {
            ...{ low: '17.20', high: '28.40', standardErrorPoints: '2.800', clusters: 12 },
            ...{ designEffect: null, effectiveN: null },
          }
        : null,
  rank: null,
  missing: { 'not-asked': 0, 'left-blank': 7, refused: 0, 'dont-know': 0 },
  status: percent === null ? 'suppressed' : 'published',
}));

function fakeApi(role: Role): OfficeApi {
  const session: Session = {
    username: 'nguoi-dung',
    role,
    areas: [{ code: '86', name: 'Tỉnh Vĩnh Long' }],
    expiresAt: '2026-11-24T02:00:00.000Z' as Session['expiresAt'],
  };
  const unasked = () => Promise.resolve(refuse<ApiFailure>({ tag: 'offline' }));
  return {
    session: () => Promise.resolve(ok(session)),
    signIn: (_username, password) =>
      Promise.resolve(password === 'dung' ? ok(session) : refuse(wrongCredentials)),
    signOut: () => Promise.resolve(ok(null)),
    groupings: unasked,
    grouping: unasked,
    reviseGrouping: unasked,
    importGrouping: unasked,
    groupingCsv: unasked,
    instruments: unasked,
    instrumentDiff: unasked,
    instrumentDiffCsv: unasked,
    changePassword: unasked,
    ownSessions: unasked,
    endOwnSession: unasked,
    endOtherSessions: unasked,
    secondFactor: unasked,
    beginSecondFactor: unasked,
    confirmSecondFactor: unasked,
    removeOwnSecondFactor: unasked,
    users: unasked,
    addUser: unasked,
    resetPassword: unasked,
    removeSecondFactorOf: unasked,
    sessionsOf: unasked,
    endSessionOf: unasked,
    endSessionsOf: unasked,
    cases: unasked,
    openCase: unasked,
    addCaseEntry: unasked,
    withdrawForm: unasked,
    incidentClocks: unasked,
    incidents: unasked,
    openIncident: unasked,
    addIncidentEntry: unasked,
    reportSuspicion: unasked,
    journal: unasked,
    impact: unasked,
    journalChain: unasked,
    journalCsv: unasked,
    waveRecords: unasked,
    waveChoices: unasked,
    makeWave: unasked,
    editions: unasked,
    freezeWave: unasked,
    makeEdition: unasked,
    editionChanges: unasked,
    editionChangesCsv: unasked,
    trend: unasked,
    trendCsv: unasked,
    unitPair: unasked,
    unitPairCsv: unasked,
    waves: () => Promise.resolve(ok([wave])),
    scores: (query) =>
      Promise.resolve(
        ok<ScoreTable>({
          wave: { id: wave.id, name: wave.name },
          instrument: { id: query.instrument, version: 'a'.repeat(64) as never },
          catalogue: wave.catalogue,
          scheme: query.scheme,
          level: query.level,
          by: query.by,
          group: query.group,
          minimumBase: 30,
          minimumCell: 10,
          rows: [...(query.group === null ? ranked : grouped)],
        }),
      ),
    answers: (query) =>
      Promise.resolve(
        ok<AnswerTable>({
          wave: { id: wave.id, name: wave.name },
          instrument: { id: query.instrument, version: 'a'.repeat(64) as never },
          catalogue: wave.catalogue,
          level: query.level,
          question: query.question,
          group: query.group,
          severalAnswers: false,
          minimumBase: 30,
          minimumCell: 10,
          rows: [...answered],
        }),
      ),
    answersCsv: unasked,
    changes: unasked,
    changesCsv: unasked,
    announced: unasked,
    comments: unasked,
    commentsCsv: unasked,
    codeComment: unasked,
    revealComment: unasked,
    reveals: unasked,
    themeCounts: unasked,
    themeCountsCsv: unasked,
    commentAgreement: unasked,
    report: unasked,
    reportDocx: unasked,
    progress: unasked,
    priorities: unasked,
    prioritiesCsv: unasked,
    actions: unasked,
    actionsCsv: unasked,
    action: unasked,
    actionOutcome: unasked,
    actionChoices: unasked,
    beginAction: unasked,
    reviseAction: unasked,
    scoresCsv: unasked,
    workbook: unasked,
    microdata: unasked,
    bundle: unasked,
    links: unasked,
    makeLink: unasked,
    revokeLink: unasked,
    areas: unasked,
    communeMap: unasked,
    codebookCsv: unasked,
    keptApart: unasked,
    quality: unasked,
    allowances: unasked,
    allowancesCsv: unasked,
    care: unasked,
    backUpNow: unasked,
    surveyors: unasked,
    devices: unasked,
    device: unasked,
    writeOff: unasked,
    acknowledgeForgotten: unasked,
    closing: unasked,
    setWaveStatus: unasked,
    enrol: unasked,
    codeForPin: unasked,
    unknownPhones: unasked,
    revokePhone: unasked,
    comparePhone: unasked,
    releasePhone: unasked,
    movePhone: unasked,
    adoptPhone: unasked,
    importFile: unasked,
  };
}

const wrongCredentials: ApiFailure = {
  tag: 'problem',
  problem: {
    type: '/problems/session.wrong-credentials',
    title: 'session.wrong-credentials',
    status: 401,
    code: 'session.wrong-credentials',
    recovery: 'after-sign-in',
    detail: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    requestId: 'r-1',
  },
};
