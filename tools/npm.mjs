/**
 * How npm is started: the npm that started us, under the Node it runs on. `npm run` puts the Node of
 * node_modules first in the path, which `npm ci` deletes while it works; npm's own Node stays.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script !== undefined && /\.[cm]?js$/.test(script)) return [node ?? process.execPath, script];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
