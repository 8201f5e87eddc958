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
  'groupings',
  'care',
  'journal',
] as const;
export type ScreenId = (typeof screenIds)[number];

const screensByRole: Readonly<Record<Role, readonly ScreenId[]>> = {
  surveyor: [],
  office: ['progress', 'actions', 'devices', 'import', 'allowances', 'review', 'care'],
  analyst: ['progress', 'results', 'actions', 'waves', 'instruments'],
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
    'groupings',
    'care',
    'journal',
  ],
};

/**
 * Answers: which screens of the console a role is offered, the first one being where it starts.
 * Shape:   role → screens in the order of the menu; none for a surveyor. The server holds the permissions themselves.
 */
export const screensFor = (role: Role): readonly ScreenId[] => screensByRole[role];
