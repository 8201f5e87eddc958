/** Whether codes of an app are asked for beside passwords: of nobody, of who has set it up, or everybody must set it up. */
export const secondFactorSettings = ['off', 'optional', 'required'] as const;
export type SecondFactorSetting = (typeof secondFactorSettings)[number];
