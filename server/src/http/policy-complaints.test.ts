import { expect, it } from 'vitest';
import { policyComplaints, routeKey } from './policy-complaints.ts';
import type { PolicyRow } from './policy.ts';

const step = (method: string, path: string, name = 'answer') => ({
  ...{ method, path },
  handler: { name },
});
const people: PolicyRow = { who: ['analyst'], relation: 'areas' };
const phone: PolicyRow = { who: 'phone', relation: 'own' };

it('has nothing to say where each route has its row and each row its route [A-151]', () => {
  const routes = [
    step('ALL', '/api/*', 'guardByPolicy'),
    step('GET', '/figures'),
    step('POST', '/push', 'requireDevice'),
    step('POST', '/push'),
  ];

  expect(policyComplaints(routes, { 'GET /figures': people, 'POST /push': phone })).toEqual([]);
});

it('names a route without a row, and a row without a route [A-151]', () => {
  expect(policyComplaints([step('GET', '/new')], { 'GET /gone': people })).toEqual([
    'GET /new: no row says who may use it',
    'GET /gone: a row, and no route',
  ]);
});

it('names a route of phones whose row lets others in, and a row of phones whose route asks nobody [A-151]', () => {
  const routes = [step('POST', '/push', 'requireDevice'), step('GET', '/pull')];

  expect(policyComplaints(routes, { 'POST /push': people, 'GET /pull': phone })).toEqual([
    'POST /push: either the row or the route asks for a phone, not both',
    'GET /pull: either the row or the route asks for a phone, not both',
  ]);
});

it('names a route that answers every method: no row would be asked [A-151]', () => {
  const routes = [step('ALL', '/*'), step('ALL', '/api/v1/back-door'), step('ALL', '/api/v1/*')];

  expect(policyComplaints(routes, {})).toEqual([
    '/api/v1/back-door: answers every method, and no row can say who may use it',
    '/api/v1/*: answers every method, and no row can say who may use it',
  ]);
});

it('knows a route by its method and its path', () => {
  expect(routeKey({ method: 'GET', path: '/waves/:id' })).toBe('GET /waves/:id');
});
