import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import manifest from '../packages/portico/package.json' with { type: 'json' }
import { copyPackage } from './package-files.ts'

export interface InstalledPackage {
  /** The folder node_modules that it is in */
  modules: string
  /** Of what `npm pack` made */
  bytes: number
  remove(): void
}

/**
 * Packs Portico as it is built, and installs it into a fresh folder, which has nothing else in it: from the file alone,
 * without a registry. A link to the Node that runs this stands for the package that brings Node, of 45 MB.
 */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-package-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const [packed, installed] = [join(folder, 'packed'), join(folder, 'installed')]
    for (const one of [packed, installed]) mkdirSync(one)
    copyPackage(packed)
    const npm = (args: string[]) =>
      promisify(execFile)('npm', args, { cwd: folder, shell: process.platform === 'win32' })
    // The scripts of package.json do the copying in the project's folder.
    await npm(['pack', './packed', '--ignore-scripts', '--silent'])
    const file = join(folder, `portico-${manifest.version}.tgz`)
    writeFileSync(join(installed, 'package.json'), '{}')
    await npm([
      'install',
      '--prefix',
      installed,
      file,
      '--offline',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      '--silent',
    ])
    const modules = join(installed, 'node_modules')
    mkdirSync(join(modules, '.bin'), { recursive: true })
    symlinkSync(process.execPath, join(modules, '.bin/node'))
    return { modules, bytes: statSync(file).size, remove }
  } catch (error) {
    remove()
    throw error
  }
}
