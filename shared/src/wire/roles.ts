export const roles = ['surveyor', 'office', 'analyst', 'admin'] as const;
export type Role = (typeof roles)[number];
