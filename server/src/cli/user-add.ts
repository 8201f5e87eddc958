import { roles } from '@sipas/shared/wire';
import { machineSurroundings } from '../surroundings.ts';
import { addUser } from '../use-cases/add-user.ts';
import { oneOf, optional, repeated, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done, withReference } from './with-storage.ts';

export const userAddCommand: Command = {
  words: ['user', 'add'],
  summary: 'add an account; prints its first password once',
  usage: `USERNAME --role ROLE --area CODE [--area CODE …] [--name NAME]
  --role ROLE   ${roles.join(', ')}
  --area CODE   a unit, or grouping:ID:NODE; may be repeated
  --name NAME   how people call them (the user name)`,
  options: {
    role: { type: 'string' },
    area: { type: 'string', multiple: true },
    name: { type: 'string' },
  },
  run({ values, positionals, config }) {
    const [username = ''] = takePositionals(positionals, 1, 1);
    const role = oneOf(values, 'role', roles);
    if (role === undefined) throw new UsageFault('--role is missing');
    const areas = repeated(values, 'area');
    if (areas.length === 0) throw new UsageFault('--area is missing');
    const name = (optional(values, 'name') ?? username).normalize('NFC');
    return withReference(config, async ({ people, waves }) => {
      const needs = { people, waves, ...machineSurroundings };
      const added = await addUser(needs, { username, name, role, areas });
      if (!added.ok) return added;
      const { password } = added.value;
      return done(
        { username, role, areas, password },
        `${username} (${role}): mật khẩu lần đầu · first password: ${password}`,
      );
    });
  },
};
