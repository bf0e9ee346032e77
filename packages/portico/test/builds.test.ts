import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { builds, isBuilt, takeStamp, writeStamp } from '../builds.mjs'

const root = mkdtempSync(join(tmpdir(), 'portico-builds-'))
after(() => rmSync(root, { recursive: true, force: true }))

let count = 0
/** A build of two sources that is done */
function built() {
  const folder = join(root, `${count++}`)
  const [sources, dist] = [join(folder, 'src'), join(folder, 'result')]
  mkdirSync(join(sources, 'deep'), { recursive: true })
  mkdirSync(dist)
  const files = { one: join(sources, 'one.ts'), two: join(sources, 'deep/two.ts') }
  for (const file of Object.values(files)) writeFileSync(file, 'export const a = 1\n')
  const build = {
    root: folder,
    folder: dist,
    sources: { folders: ['src'], files: [] },
    tool: { name: 'none', of: '.' },
  }
  writeStamp(dist, takeStamp(build))
  return { build, files, sources, dist }
}

describe('a build', () => {
  test('is that of its sources until one of them changes, whatever its time says', () => {
    const { build, files } = built()
    assert.equal(isBuilt(build), true)
    const former = new Date(Date.now() - 86_400_000)
    writeFileSync(files.two, 'export const a = 2\n')
    // As what unpacks an archive or copies files sets it
    utimesSync(files.two, former, former)
    assert.equal(isBuilt(build), false)
  })

  test('is that of its sources also after they were touched, and then compares no contents again', () => {
    const { build, files, dist } = built()
    const stamp = (): { signature: string; digest: string } =>
      JSON.parse(readFileSync(join(dist, 'sources.json'), 'utf8'))
    const before = stamp()
    utimesSync(files.one, new Date(), new Date(Date.now() - 5_000))
    assert.equal(isBuilt(build), true)
    assert.equal(stamp().digest, before.digest)
    assert.notEqual(stamp().signature, before.signature)
  })

  test('is another one once a source is added, removed or renamed, and not for a test', () => {
    for (const change of [
      ({ sources }: ReturnType<typeof built>) => writeFileSync(join(sources, 'three.ts'), ''),
      ({ files }: ReturnType<typeof built>) => rmSync(files.one),
      ({ files }: ReturnType<typeof built>) => renameSync(files.one, `${files.one}x`),
    ]) {
      const one = built()
      change(one)
      assert.equal(isBuilt(one.build), false)
    }
    const { build, sources } = built()
    writeFileSync(join(sources, 'one.test.ts'), 'assert()')
    assert.equal(isBuilt(build), true)
  })

  test('is none without its stamp, or with half of one', () => {
    const { build, dist } = built()
    writeFileSync(join(dist, 'sources.json'), '{"dig')
    assert.equal(isBuilt(build), false)
    rmSync(join(dist, 'sources.json'))
    assert.equal(isBuilt(build), false)
  })

  test('is made anew when a script that makes it changes', () => {
    for (const [build, script] of [
      [builds.bundle, 'scripts/build-bundle.ts'],
      [builds.portal, 'scripts/build-portal.ts'],
    ] as const) {
      const text = readFileSync(join(build.root, script), 'utf8')
      const imported = [...text.matchAll(/ from '\.\/(.+)'$/gm)].map(([, name]) => `scripts/${name}`)
      for (const file of [script, ...imported]) assert.ok(build.sources.files.includes(file), file)
    }
  })
})
