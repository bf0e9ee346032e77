import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { temporaryFolder } from '@portico/testing/folders.ts'

const here = join(import.meta.dirname, '..')

/** A project folder with sources, no builds, and scripts in the place of those that build. */
async function projectFolder(): Promise<string> {
  const root = await temporaryFolder()
  const write = (file: string, text: string): void => {
    mkdirSync(join(root, file, '..'), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  for (const name of ['builds.mjs', 'project-entry.mjs', 'link-portal.mjs'])
    cpSync(join(here, name), join(root, 'packages/portico', name))
  for (const folder of ['packages/server/src', 'packages/cli/src', 'packages/sdk/src', 'docs'])
    write(`${folder}/source`, '1')
  for (const [script, build, file] of [
    ['build-portal', 'portal', 'index.html'],
    ['build-bundle', 'bundle', 'portico.cjs'],
  ])
    write(
      `scripts/${script}.ts`,
      `import { mkdirSync, writeFileSync } from 'node:fs'
      import { builds, takeStamp, writeStamp } from '../packages/portico/builds.mjs'
      const { folder } = builds.${build}
      mkdirSync(folder, { recursive: true })
      writeFileSync(folder + '/${file}', 'built')
      writeStamp(folder, takeStamp(builds.${build}))`,
    )
  for (const tool of ['vite', 'rolldown']) write(`node_modules/${tool}/index.js`, '')
  return root
}

/** What `portico <command>` runs there, and what it says meanwhile */
function entry(root: string, command: string): { path: string; said: string } {
  const module = pathToFileURL(join(root, 'packages/portico/project-entry.mjs')).href
  const program = `import { projectEntry } from '${module}'; process.stdout.write(projectEntry('${command}'))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  return { path: stdout, said: stderr }
}

describe('a project folder', () => {
  test('builds what is not built, says so, and finds the portal beside the bundle', async () => {
    const root = await projectFolder()
    const dist = join(root, 'packages/portico/dist')
    const { path, said } = entry(root, 'start')
    assert.equal(path, join(dist, 'portico.cjs'))
    assert.equal(readFileSync(join(dist, 'portal/index.html'), 'utf8'), 'built')
    assert.match(said, /^Building the web portal.*\nBuilding the program.*\n$/)
    assert.deepEqual(entry(root, 'start'), { path, said: '' })
    assert.deepEqual(entry(root, 'users'), { path, said: '' })
  })

  test('serves no copy of the portal that `npm pack` has left', async () => {
    const root = await projectFolder()
    const place = join(root, 'packages/portico/dist/portal')
    entry(root, 'start')
    rmSync(place)
    mkdirSync(place)
    entry(root, 'start')
    assert.ok(lstatSync(place).isSymbolicLink())
  })
})
