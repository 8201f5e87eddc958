import type { OfficeText } from './shape.ts';

/** Words of a figure over the waves, in English. */
export const trendWords: OfficeText['trend'] = {
  tab: 'Trend',
  lead: 'One figure of one unit over the waves, beside what was announced; what cannot be compared is not joined.',
  measure: 'Figure',
  title: (figure, unit) => `${figure} · ${unit} · over the waves`,
  pictureOf: (title) => `Chart: ${title}. The table below has the same figures.`,
  announced: 'announced',
  reform: (day) => `${day}: new administrative units`,
  start: (percent) => `The vertical axis begins at ${percent}%, not at 0.`,
  legend: 'Legend',
  own: (unit) => `This survey, ${unit} (filled dot; dashed line: a figure is approximate)`,
  ofArea: 'Announced, province (hollow circle)',
  ofCountry: 'Announced, whole country (hollow square)',
  whisker: 'Upright bar: 95% confidence interval',
  breakNote: (day) =>
    `Dashed line ${day}: from this day on units are others, and the two sides are not of the same area`,
  one: 'Only one wave has this form so far, so there is no trend yet. The point of a second wave will stand here.',
  oneBesideAnnounced:
    'Only one wave has this form so far, so there is no trend yet; beside it stand only figures that others announced of earlier years, for reference.',
  when: 'Wave or year',
  unit: 'Unit, day of the catalogue',
  figure: 'Figure',
  interval: '95% confidence interval',
  valid: 'n',
  source: 'Source',
  sources: (list) => `Sources of announced figures: ${list}`,
  links: {
    'other-units': 'not joined: the unit then was another than now',
    'other-form': 'not joined: the form then cannot be compared',
  },
  howTitle: 'How the trend is computed',
  howOwn:
    'The figure of the wave that is open here is that of its table of indices. The figure of another wave is that of the screen Compare with this wave; nothing else is computed, so what is hidden there is hidden here.',
  howUnits: (day, overlap) =>
    `Each wave is shown on the units of the catalogue of ${day}. Divided communes are shared out by households and marked “approximate”. A unit with less than ${overlap}% of its households where that wave measured keeps its figure on the units of that wave, and is not joined.`,
  howJoined:
    'Two neighbouring waves are joined where both can be compared with the wave that is open: same form, same scheme, same units. A joining line is no significant change: see the screen Compare.',
  howAnnounced:
    'Announced figures were computed by others, with their sample and method: not joined, and never added to figures of a wave.',
};
