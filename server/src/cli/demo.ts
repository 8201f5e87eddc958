import { loadDemonstration } from '../demo/load-demonstration.ts';
import type { Demonstration } from '../demo/load-demonstration.ts';
import { machineSurroundings } from '../surroundings.ts';
import { optional, takePositionals, wholeNumber } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withReference } from './with-storage.ts';

/** What `npm start` loads. */
export const defaultDemonstration = { responses: 3000, earlier: 1500, seed: 'sipas' } as const;
const mostResponses = 1_000_000;

export const demoCommand: Command = {
  words: ['demo'],
  summary: 'make an empty store the demonstration province',
  usage: `[--responses N] [--earlier N] [--seed S]
  --responses N   simulated forms, 0 to ${String(mostResponses)} (${String(defaultDemonstration.responses)})
  --earlier N     the same of a closed wave of the year before, 0 for none (${String(defaultDemonstration.earlier)})
  --seed S        any text; the same seed gives the same data (${defaultDemonstration.seed})`,
  options: { responses: { type: 'string' }, earlier: { type: 'string' }, seed: { type: 'string' } },
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const forms = (name: 'responses' | 'earlier'): number =>
      wholeNumber(values, name, {
        least: 0,
        most: mostResponses,
        otherwise: defaultDemonstration[name],
      });
    const [responses, earlier] = [forms('responses'), forms('earlier')];
    const seed = optional(values, 'seed') ?? defaultDemonstration.seed;
    // A server that runs on the same folder would see a province grow under its reports.
    return withReference({ ...config, alone: true }, async (storage, reference) => {
      const { random } = machineSurroundings;
      const loaded = await loadDemonstration(
        { storage, random, reference },
        {
          responses,
          earlier,
          seed,
        },
      );
      if (!loaded.ok) return loaded;
      return done(
        loaded.value,
        `Wave ${loaded.value.waveId} with ${String(responses)} simulated forms.\n${printAccounts(loaded.value.accounts)}`,
      );
    });
  },
};

const roleNames = {
  surveyor: 'điều tra viên · surveyor',
  office: 'bưu điện · post office',
  analyst: 'Sở Nội vụ · analyst',
  admin: 'quản trị · administrator',
  observer: 'giám sát · observer',
  'data-protection': 'bảo vệ dữ liệu · data protection',
} as const;

/** Answers: the accounts of the demonstration as they are shown, once. */
export function printAccounts(accounts: Demonstration['accounts']): string {
  const lines = accounts.map(
    ({ username, password, role }) => `  ${username.padEnd(12)} ${password}   ${roleNames[role]}`,
  );
  return ['Tài khoản (mật khẩu chỉ hiện một lần) · Accounts (shown once):', ...lines].join('\n');
}
