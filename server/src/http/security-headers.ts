import type { MiddlewareHandler } from 'hono';

const contentSecurityPolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  // No text becomes markup or a script but by two ways: the templates of Svelte, and the addresses of workers.
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html default',
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // The camera reads enrolment codes; nothing else of the machine is asked for.
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

const twoYears = 2 * 365 * 24 * 60 * 60;

/** What every answer tells the browser: nothing from elsewhere, no frames, no guessing of types. */
export function securityHeaders(origin: string): MiddlewareHandler {
  const isSecure = new URL(origin).protocol === 'https:';
  return async function securityHeaders(c, next) {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    if (isSecure) c.res.headers.set('Strict-Transport-Security', `max-age=${String(twoYears)}`);
  };
}
