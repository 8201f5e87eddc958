import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'tabs',
  title:
    'of five tabs one has the phone and sends; when it crashes or is robbed another has it within five seconds',
  unit: 'changes of hands',
  budgets: { short: 4, long: 200 },
  plants: [
    {
      name: 'each tab has a lock of its own',
      kind: 'source',
      file: 'client/src/storage/single-tab.ts',
      find: "const lockName = 'sipas-journal';",
      replace: 'const lockName = `sipas-journal ${Math.random()}`;',
    },
  ],
};
