/** What the demonstration province is made of: everything that is simulated and not drawn by dice. */

/** How long the field work of a wave lasts, and where. */
export const fieldWork = { days: 26, utcOffsetMin: 420 } as const;

/** The field work of one wave, whatever the day on which it is loaded. */
export interface FieldRound {
  readonly name: string;
  readonly firstDay: string;
  /** Added to the chance of a satisfied answer in the whole province. */
  readonly leaning: number;
}

export const presentRound: FieldRound = {
  name: 'Khảo sát SIPAS Vĩnh Long 2026 (dữ liệu mô phỏng)',
  firstDay: '2026-10-26',
  leaning: 0,
};

/** The year before, closed and frozen: so that there is something to compare with. */
export const earlierRound: FieldRound = {
  name: 'Khảo sát SIPAS Vĩnh Long 2025 (dữ liệu mô phỏng)',
  firstDay: '2025-10-27',
  leaning: -0.03,
};

/** What the waves of the demonstration share. */
export const demonstrationWave = {
  catalogue: '2025-07-01',
  instruments: ['household-2022', 'transaction-5-factor'],
  scheme: 'criterion_mean',
  allowanceVnd: 50_000,
} as const;

/** The accounts by which the demonstration is looked at; passwords are made at random when it is loaded. */
export const demonstrationAccounts = [
  {
    username: 'dieutravien',
    name: 'Điều tra viên trình diễn',
    role: 'surveyor',
    areas: ['grouping:huyen-cu:855'],
  },
  {
    username: 'buudien',
    name: 'Bưu điện khu vực Vĩnh Long',
    role: 'office',
    areas: ['grouping:buu-dien-khu-vuc:vinh-long'],
  },
  { username: 'sonoivu', name: 'Chuyên viên Sở Nội vụ', role: 'analyst', areas: ['86'] },
  { username: 'quantri', name: 'Quản trị hệ thống', role: 'admin', areas: ['86'] },
  {
    username: 'mattran',
    name: 'Ủy ban Mặt trận Tổ quốc',
    role: 'observer',
    areas: ['86'],
  },
  {
    username: 'baovedulieu',
    name: 'Cán bộ bảo vệ dữ liệu cá nhân',
    role: 'data-protection',
    areas: ['86'],
  },
] as const;

export const villagesPerCommune = 3;
/** Households wanted in a village; as many again where people are also asked at the one-stop office. */
export const villageTarget = 10;
/** Communes that one simulated surveyor works in. */
export const communesPerSurveyor = 4;

/** How a factor leans in the whole province: what people like more and less. */
export const factorLeanings: Readonly<Record<string, number>> = {
  A: -0.012,
  B: -0.055,
  C: 0.012,
  D: -0.02,
  I: 0.035,
  II: 0.022,
  III: 0.015,
  IV: 0.03,
  V: -0.045,
  T1: 0.03,
  T2: 0.012,
  T3: 0.02,
  T4: 0.035,
  T5: -0.05,
};

/** Of 100 interviews, so many households were met and refused, or were away. */
export const visitPercents = { refused: 8, away: 5 } as const;
/** One form in so many is broken on purpose, so that there is something to look at under what waits. */
export const brokenOneIn = 600;
