import type { Uuid7 } from '@sipas/shared/kernel';
import { expect, it } from 'vitest';
import {
  answersCommand,
  changesCommand,
  prioritiesCommand,
  scoresCommand,
} from './table-command.ts';

const wave = { id: '019ab0d4-7b60-7000-8000-000000000002' as Uuid7, name: 'Đợt 2026' };
const named = { instrument: 'household-2022' };
const scheme = 'criterion_mean' as const;

it('tells the line that makes each table again', () => {
  const asked = { wave, scheme, level: 'district' };

  expect(scoresCommand({ ...asked, by: 'factor', group: 'sex' }, named)).toBe(
    'npm run -s sipas -- export scores --wave 019ab0d4-7b60-7000-8000-000000000002 --instrument household-2022 --level district --by factor --scheme criterion_mean --group sex',
  );
  expect(prioritiesCommand(asked, named)).toBe(
    'npm run -s sipas -- export scores --wave 019ab0d4-7b60-7000-8000-000000000002 --instrument household-2022 --level district --by criterion --scheme criterion_mean',
  );
  expect(answersCommand({ ...asked, question: 'c10', group: null }, named)).toBe(
    'npm run -s sipas -- export answers --wave 019ab0d4-7b60-7000-8000-000000000002 --instrument household-2022 --question c10 --level district',
  );
});

it('tells a comparison by both waves, on the units it is shown on', () => {
  const side = { catalogue: '2025-07-01', minimumBase: 30, name: '' };
  const before = { ...side, id: '019ab0d4-7b60-7000-8000-000000000001' as Uuid7 };
  const after = { ...side, id: wave.id };

  expect(
    changesCommand({
      ...{ before, after, scheme, level: 'commune', by: 'overall', on: '2025-07-01' },
      ...named,
    }),
  ).toBe(
    'npm run -s sipas -- compare 019ab0d4-7b60-7000-8000-000000000001 019ab0d4-7b60-7000-8000-000000000002 --instrument household-2022 --level commune --by overall --scheme criterion_mean --on 2025-07-01',
  );
});
