import { defineConfig } from 'vitest/config';

/** Rules, storage and HTTP run in Node; what needs a browser runs in real Chromium (client-browser). */
export default defineConfig({
  test: {
    env: { TZ: 'Asia/Ho_Chi_Minh', LANG: 'vi_VN.UTF-8' },
    projects: [
      {
        extends: true,
        test: { name: 'shared', include: ['shared/**/*.test.ts'], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['server/test/postgres/global-setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'tools',
          include: ['tools/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'client',
          include: ['client/**/*.test.ts'],
          exclude: ['client/**/*.browser.test.ts', '**/node_modules/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'torture',
          include: ['torture/**/*.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
        },
      },
      './client/vitest.browser.config.ts',
    ],
  },
});
