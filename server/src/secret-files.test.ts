import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { readSecretFiles, secretVariables } from './secret-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const token = '0123456789abcdef0123456789abcdef';
function fileWith(text: string): string {
  const file = join(folder, `secret-${String(Math.random())}`);
  writeFileSync(file, text);
  return file;
}

it.each(secretVariables)('reads %s from the file that its second name says [A-182]', (name) => {
  for (const end of ['', '\n', '\r\n'])
    expect(readSecretFiles({ [`${name}_FILE`]: fileWith(`a secret${end}`), TZ: 'UTC' })).toEqual({
      ok: true,
      value: { [name]: 'a secret', [`${name}_FILE`]: expect.any(String) as string, TZ: 'UTC' },
    });
});

it('takes the address of the database and the token of the figures from files [A-182]', () => {
  const read = readConfig({
    SIPAS_DATABASE_URL_FILE: fileWith('postgres://sipas:geheim@db/sipas\n'),
    SIPAS_METRICS_TOKEN_FILE: fileWith(token),
  });

  expect(read).toMatchObject({
    ok: true,
    value: {
      database: { kind: 'postgres', url: 'postgres://sipas:geheim@db/sipas' },
      metricsToken: token,
    },
  });
});

it('refuses a secret in two places, and a file that is none, empty or long, and tells no secret [A-182]', () => {
  const variable = 'SIPAS_METRICS_TOKEN_FILE';
  const long = fileWith('geheim'.repeat(1_000));
  const empty = fileWith('\n');
  const cases: [Record<string, string>, string][] = [
    [{ [variable]: fileWith(token), SIPAS_METRICS_TOKEN: token }, 'stands beside'],
    [{ [variable]: join(folder, 'none') }, 'names no file'],
    [{ [variable]: folder }, 'names no file'],
    [{ [variable]: empty }, 'empty or too long'],
    [{ [variable]: long }, 'empty or too long'],
  ];
  for (const [environment, problem] of cases) {
    const read = readConfig(environment);
    expect(read).toMatchObject({ ok: false, error: { variable } });
    const told = JSON.stringify(read);
    expect(told).toContain(problem);
    expect(told).not.toMatch(/geheim|0123456789/);
  }
});

it.each(['short', 'x'.repeat(31), 'x'.repeat(201), `${'x'.repeat(40)} y`, 'ỷ'.repeat(40)])(
  'refuses a token that can be guessed or is none, and does not repeat it: %s [A-182]',
  (given) => {
    const read = readConfig({ SIPAS_METRICS_TOKEN: given });

    expect(read).toMatchObject({ ok: false, error: { variable: 'SIPAS_METRICS_TOKEN' } });
    expect(JSON.stringify(read)).not.toContain(given);
  },
);
