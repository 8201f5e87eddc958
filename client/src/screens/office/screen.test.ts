import { describe, expect, it } from 'vitest';
import { screensFor } from './screen.ts';

describe('the screens of the console', () => {
  it('are none for a surveyor, who works in the interview app', () => {
    expect(screensFor('surveyor')).toEqual([]);
  });

  it('let the post office take in the files of phones', () => {
    expect(screensFor('office')).toContain('import');
  });

  it('let the post office read what was decided', () => {
    expect(screensFor('office')).toContain('actions');
  });

  it('keep figures from the post office, and phones and single forms from the analyst', () => {
    expect(screensFor('office')).not.toContain('results');
    expect(screensFor('analyst')).toEqual([
      'progress',
      'results',
      'actions',
      'waves',
      'instruments',
      'account',
    ]);
    expect(screensFor('admin')).toEqual([
      'progress',
      'results',
      'actions',
      'waves',
      'instruments',
      'devices',
      'import',
      'allowances',
      'review',
      'quality',
      'groupings',
      'care',
      'cases',
      'incidents',
      'journal',
      'impact',
      'users',
      'account',
    ]);
  });

  it('show an observer counts and figures alone, and the officer of data protection the registers', () => {
    expect(screensFor('observer')).toEqual(['progress', 'results', 'account']);
    expect(screensFor('data-protection')).toEqual([
      ...['cases', 'incidents', 'journal', 'impact', 'users', 'care', 'account'],
    ]);
  });
});
