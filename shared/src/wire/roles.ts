/**
 * Observer: who watches over the work from outside (Mặt trận Tổ quốc), with progress and published figures alone.
 * Data protection: who answers for personal data, with the registers and without any answer.
 */
export const roles = [
  'surveyor',
  'office',
  'analyst',
  'admin',
  'observer',
  'data-protection',
] as const;
export type Role = (typeof roles)[number];
