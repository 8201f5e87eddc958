import type { Role } from '@sipas/shared/wire';

export const screenIds = [
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
] as const;
export type ScreenId = (typeof screenIds)[number];

const screensByRole: Readonly<Record<Role, readonly ScreenId[]>> = {
  surveyor: [],
  office: [
    'progress',
    'actions',
    'devices',
    'import',
    'allowances',
    'review',
    'quality',
    'care',
    'account',
  ],
  analyst: ['progress', 'results', 'actions', 'waves', 'instruments', 'account'],
  admin: [
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
  ],
  observer: ['progress', 'results', 'account'],
  'data-protection': ['cases', 'incidents', 'journal', 'impact', 'users', 'care', 'account'],
};

/**
 * Answers: which screens of the console a role is offered, the first one being where it starts.
 * Shape:   role → screens in the order of the menu; none for a surveyor. The server holds the permissions themselves.
 */
export const screensFor = (role: Role): readonly ScreenId[] => screensByRole[role];
