import type { FieldRegistry } from '@sipas/shared/privacy';

/** A registry in which one questionnaire asks these questions, all of one kind. */
export const fieldsOf = (
  instrument: string,
  fields: readonly string[],
  fieldClass: 'ordinary' | 'sensitive' = 'ordinary',
): FieldRegistry => ({
  format: 1,
  version: '2026-11-28',
  purposes: [{ id: 'figures', title: { vi: 'Số liệu', en: 'Figures' } }],
  retentions: [{ id: 'survey', days: null, from: 'wave-needed', title: { vi: 'Giữ', en: 'Kept' } }],
  records: [
    {
      id: instrument,
      kind: 'form',
      instrument,
      title: { vi: 'Phiếu', en: 'Form' },
      entries: [{ fields, purpose: 'figures', class: fieldClass, retention: 'survey' }],
      notPersonal: [],
    },
  ],
  tablesWithout: [],
});
