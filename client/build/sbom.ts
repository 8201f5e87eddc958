/** A package as package-lock.json has it. */
interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
  readonly link?: boolean;
}

export interface Lockfile {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * Answers: of which packages of others is the product made?
 * Shape:   lockfile → a bill of materials in CycloneDX 1.5: every package that is not for development alone, once each by name
 *          and version, in this order, with its licence and the hash that npm checks. No time and no serial number, so that
 *          the same lockfile is the same bytes.
 * Errors:  throws where a package has no version or licence: nobody could say what it is.
 * Source:  CycloneDX 1.5, JSON; package-url, type npm.
 */
export function makeSbom({ name, version, packages }: Lockfile): object {
  const components = new Map(
    Object.entries(packages)
      .filter(([path, { dev, link }]) => path.includes('node_modules/') && !(dev ?? link ?? false))
      .map(([path, locked]) => componentOf(path, locked))
      .map((component) => [component.purl, component] as const),
  );
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'application', name, version, 'bom-ref': `${name}@${version}` },
    },
    components: [...components.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
  };
}

function componentOf(path: string, locked: LockedPackage) {
  const name = locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 13);
  const { version, license, integrity, optional = false, devOptional = false } = locked;
  if (version === undefined || license === undefined)
    throw new Error(`${path} has no version or no licence in the lockfile`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    scope: optional || devOptional ? 'optional' : 'required',
    purl,
    licenses: [licenceOf(license)],
    ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
  };
}

/** More than one licence is an expression of SPDX. */
const licenceOf = (license: string) =>
  / (OR|AND|WITH) /.test(license) ? { expression: license } : { license: { id: license } };

function hashOf(integrity: string): { readonly alg: string; readonly content: string } {
  const [kind = '', digest = ''] = integrity.split('-', 2);
  const content = Buffer.from(digest, 'base64').toString('hex');
  return { alg: kind.replace('sha', 'SHA-'), content };
}
