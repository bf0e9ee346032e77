/**
 * Prints the software bill of materials of a production installation: CycloneDX 1.6 in JSON, made from package-lock.json,
 * so that it is the same on every machine. `npm sbom` leaves out packages that development tools use as well.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { productionPackages } from './production-packages.ts'

/** The bill of materials of the project under `root`. https://cyclonedx.org/docs/1.6/json/ */
export function billOfMaterials(root: string) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'packages/portico/package.json'), 'utf8'))
  const components = new Map(
    productionPackages(root).map(({ name, version, license, integrity, isOptional }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
      const [group, plainName] = name.startsWith('@') ? name.split('/') : [undefined, name]
      const component = {
        type: 'library',
        'bom-ref': purl,
        ...(group && { group }),
        name: plainName,
        version,
        scope: isOptional ? 'optional' : 'required',
        hashes: hashesOf(integrity),
        ...(license && { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }),
        purl,
      }
      return [purl, component] as const
    }),
  )
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `pkg:npm/${name}@${version}`,
        name,
        version,
        licenses: [{ license: { id: license } }],
      },
    },
    components: [...components.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
  }
}

const algorithms: Record<string, string> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }

const hashesOf = (integrity: string) =>
  integrity.split(' ').map((part) => {
    const [algorithm = '', digest = ''] = part.split('-')
    return { alg: algorithms[algorithm], content: Buffer.from(digest, 'base64').toString('hex') }
  })

if (import.meta.main) console.log(JSON.stringify(billOfMaterials(join(import.meta.dirname, '..')), null, 2))
