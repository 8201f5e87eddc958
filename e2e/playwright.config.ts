import { defineConfig } from '@playwright/test';
import { launchOptions } from './fixtures/browser.ts';

/** Journeys of the phone run at 360 × 640 with touch, those of the office on a desktop. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '**/*.journey.ts',
  outputDir: 'test-results',
  globalSetup: './fixtures/make-world.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'retain-on-failure',
    launchOptions,
  },
  projects: [
    {
      name: 'phone',
      testDir: 'journeys/field',
      use: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      testDir: 'journeys/office',
      use: { viewport: { width: 1280, height: 800 } },
    },
  ],
});
