/** Outlines on a 24 × 24 grid, drawn with a round pen of width 2. */
export const iconPaths = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 13l4 4L19 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  warn: 'M12 4L2.8 20h18.4zM12 10v4M12 17v.01',
  stop: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16v.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8v.01',
  send: 'M12 20V5M6 11l6-6 6 6',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5M12 12v6M9.5 15.5L12 18l2.5-2.5',
  list: 'M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 10.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3',
  phone: 'M8 3h8v18H8zM11 18h2',
  turn: 'M20 12a8 8 0 1 1-2.3-5.6M20 4v4h-4',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c0-4 4-6 8-6s8 2 8 6',
  house: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  download: 'M12 4v12M6 11l6 6 6-6M5 20h14',
} as const;

export type FieldIconName = keyof typeof iconPaths;
