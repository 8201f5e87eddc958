import { expect, test } from 'vitest';
import { type Place, findPlaces } from './places.ts';

const place = (name: string, kind: Place['kind'] = 'unit'): Place => ({ kind, name, href: '#/' });
const places = [
  place('Kết quả', 'screen'),
  place('Phường Long Châu'),
  place('Xã An Bình'),
  place('Long Hồ'),
];
const names = (search: string): readonly string[] =>
  findPlaces(places, search).shown.map(({ name }) => name);

test('places are found without accents, those first that begin with what was typed', () => {
  expect(names('long')).toEqual(['Long Hồ', 'Phường Long Châu']);
  expect(names('chau long')).toEqual(['Phường Long Châu']);
  expect(names('KET')).toEqual(['Kết quả']);
  expect(names('nowhere')).toEqual([]);
});

test('nothing typed finds all in their order', () => {
  expect(names(' ')).toEqual(places.map(({ name }) => name));
});

test('no more than ten show, and the rest is counted', () => {
  const many = Array.from({ length: 13 }, (_, at) => place(`Xã ${String(at)}`));
  const { shown, more } = findPlaces(many, 'xa');
  expect([shown.length, more]).toEqual([10, 3]);
});
