import { type ScreenId, screenIds } from '../../screens/office/screen.ts';

/** Where the reader is: a screen, and the choices made on it. */
export interface Place {
  readonly screen: ScreenId | null;
  readonly choices: Readonly<Record<string, string>>;
}

const wordByScreen: Readonly<Record<ScreenId, string>> = {
  progress: 'tien-do',
  results: 'ket-qua',
  actions: 'hanh-dong',
  waves: 'dot-khao-sat',
  instruments: 'phieu-hoi',
  devices: 'may-va-nguoi',
  import: 'nhap-tep',
  allowances: 'ky-nhan',
  review: 'can-xem-lai',
  quality: 'chat-luong',
  groupings: 'gom-nhom',
  care: 'sao-luu',
  cases: 'yeu-cau',
  incidents: 'su-co',
  journal: 'nhat-ky',
  impact: 'ho-so-tac-dong',
  users: 'nguoi-dung',
  account: 'tai-khoan',
};

/** Answers: the place that an address names; no screen where the address names none that exists. */
export function parseHash(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = screenIds.find((id) => wordByScreen[id] === path) ?? null;
  return { screen, choices: Object.fromEntries(new URLSearchParams(query)) };
}

/** Answers: the address of a place, choices in alphabetical order so that equal places have equal addresses. */
export function printHash({ screen, choices }: Place): string {
  const query = new URLSearchParams(Object.entries(choices).sort(byName)).toString();
  const path = screen === null ? '' : wordByScreen[screen];
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** Answers: the choices after some were changed; null and the empty text remove one. */
export function changeChoices(
  choices: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const changed = Object.entries({ ...choices, ...changes });
  return Object.fromEntries(
    changed.filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''),
  );
}

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0;
