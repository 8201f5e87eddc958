import type { FigureReader } from '../use-cases/told-wave.ts';
import type { OpenWave } from '../use-cases/waves/index.ts';

/** Whoever is at the machine sees all: the units at the top of the tree are the areas. */
export const operator = ({ catalogue }: Pick<OpenWave, 'catalogue'>): FigureReader => ({
  role: 'admin',
  areas: catalogue.units.filter(({ parentCode }) => parentCode === null).map(({ code }) => code),
});
