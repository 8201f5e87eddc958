/** What a browser can do, as far as it tells. */
export interface BrowserTraits {
  readonly userAgent: string;
  readonly hasServiceWorker: boolean;
  readonly hasDatabase: boolean;
  readonly isSecure: boolean;
}

/** in-app: a window inside another app, whose storage goes away with it · keeps-nothing: private mode, or too old. */
export type Unfitness = 'in-app' | 'keeps-nothing';

const inApp =
  /Zalo|FBAN|FBAV|FB_IAB|FBIOS|Messenger|Orca-Android|Instagram|TikTok|musical_ly|BytedanceWebview|trill_|Line\/|LinkedInApp|Twitter|Snapchat|Pinterest|MicroMessenger|Viber|; wv\)/i;

/**
 * Answers: why may an interview not be kept in this browser?
 * Shape:   traits → reason, or null when it may. An app is known by its name, or by the mark of Android's WebView (`; wv)`).
 *          On an iPhone a window inside an app looks like an installed app; there field work asks for the installed one anyway.
 * Errors:  throws never.
 * Rule:    C-11
 */
export function unfitness(traits: BrowserTraits): Unfitness | null {
  if (inApp.test(traits.userAgent)) return 'in-app';
  return traits.hasServiceWorker && traits.hasDatabase && traits.isSecure ? null : 'keeps-nothing';
}
