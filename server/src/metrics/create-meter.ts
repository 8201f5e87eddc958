import type { Meter, QueueLoad } from '../ports/index.ts';
import { careFigures, storeFigures } from './figures.ts';
import { type FactSources, readFacts } from './read-facts.ts';

/** From what one page needs to what a person gives up on; the goal for reports is 2 s. */
const secondsOfAnswers = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * Answers: the figures of one server, in the text format of Prometheus.
 * Shape:   names begin with `sipas_`, but for those of the process (`process_`, `nodejs_`). Labels have values of fixed
 *          lists alone: patterns of routes, classes of status, outcomes of receipts. No unit, person, phone or form.
 * Source:  Prometheus text exposition format 0.0.4; https://prometheus.io/docs/practices/naming/
 * Rule:    A-180
 */
export async function createMeter(
  given: FactSources & { readonly version: string; readonly storageKind: string },
): Promise<Meter> {
  // Whom nobody watches does not load it.
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } =
    await import('prom-client');
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const answers = new Histogram({
    name: 'sipas_http_request_duration_seconds',
    help: 'Answered requests by route pattern and class of status',
    labelNames: ['route', 'status'],
    buckets: secondsOfAnswers,
    registers,
  });
  const lines = new Counter({
    name: 'sipas_received_lines_total',
    help: 'Receipts that were given for lines of phones, by what became of the line',
    labelNames: ['way', 'outcome'],
    registers,
  });
  const loads: (() => QueueLoad)[] = [];
  const sum = (of: (load: QueueLoad) => number): number =>
    loads.reduce((total, load) => total + of(load()), 0);
  new Gauge({
    name: 'sipas_push_queue_places',
    help: 'Requests of phones that wait for the store or work on it; at most 128',
    registers,
    collect() {
      this.set(sum(({ places }) => places));
    },
  });
  new Gauge({
    name: 'sipas_push_queue_held_bytes',
    help: 'Memory of the bodies of requests that wait; at most 64 MiB',
    registers,
    collect() {
      this.set(sum(({ heldBytes }) => heldBytes));
    },
  });
  new Gauge({
    name: 'sipas_build_info',
    help: 'Version and kind of store',
    labelNames: ['version', 'storage'],
    registers,
  }).set({ version: given.version, storage: given.storageKind }, 1);
  const figures = [...storeFigures, ...(given.care === null ? [] : careFigures)].map((figure) => ({
    ...figure,
    gauge: new Gauge({ name: figure.name, help: figure.help, registers }),
  }));

  return {
    answered: (route, status, seconds) =>
      answers.observe({ route, status: `${String(Math.trunc(status / 100))}xx` }, seconds),
    received(way, outcomes) {
      for (const outcome of outcomes) lines.inc({ way, outcome });
    },
    watchQueue: (load) => void loads.push(load),
    async print() {
      const facts = await readFacts(given);
      for (const { gauge, read } of figures) {
        const value = read(facts);
        // A figure that nobody knows is not there; nought would be a statement.
        if (value === null) gauge.remove();
        else gauge.set(value);
      }
      return { type: register.contentType, text: await register.metrics() };
    },
  };
}
