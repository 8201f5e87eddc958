import { machineSurroundings } from '../surroundings.ts';
import { removeSecondFactor, resetPassword } from '../use-cases/accounts/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const userPasswordCommand: Command = {
  words: ['user', 'password'],
  summary: 'give an account a new password, printed once; all its sessions end',
  usage: `USERNAME
  USERNAME   whose password was forgotten or is known to somebody else`,
  options: {},
  run({ positionals, config }) {
    const [username = ''] = takePositionals(positionals, 1, 1);
    return withStorage(config, async ({ people, waves }) => {
      const needs = { people, reader: createWaveReader(waves), ...machineSurroundings };
      const reset = await resetPassword(needs, null, username);
      if (!reset.ok) return reset;
      const { password } = reset.value;
      return done({ username, password }, `${username}: mật khẩu mới · new password: ${password}`);
    });
  },
};

export const userSecondFactorCommand: Command = {
  words: ['user', 'second-factor'],
  summary: 'take the second factor of somebody away who lost it; all their sessions end',
  usage: `USERNAME --remove
  USERNAME   who lost the app of codes and the codes on paper
  --remove   says that this is meant`,
  options: { remove: { type: 'boolean', default: false } },
  run({ values, positionals, config }) {
    const [username = ''] = takePositionals(positionals, 1, 1);
    if (values['remove'] !== true) throw new UsageFault('--remove is missing');
    return withStorage(config, async ({ people, waves, secondFactors }) => {
      const reader = createWaveReader(waves);
      const needs = { people, secondFactors, reader, ...machineSurroundings };
      const removed = await removeSecondFactor(needs, null, username);
      if (!removed.ok) return removed;
      return done(
        { username, secondFactor: false },
        `${username}: đã bỏ xác thực hai bước · second factor taken away`,
      );
    });
  },
};
