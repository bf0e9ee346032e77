import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A Chromium, and what it needs around it. */
interface Chromium {
  executablePath: string
  env: Record<string, string>
}

const cache = join(import.meta.dirname, '../../../node_modules/.cache')
const packed = createRequire(import.meta.url).resolve('@sparticuz/chromium')
const archives = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br', 'swiftshader.tar.br']

/**
 * The Chromium for the tests: that of PORTICO_TEST_CHROMIUM, otherwise the one that came from npm, which needs nothing
 * of the machine but its C library. Where npm has none for the processor or system, one that is installed.
 */
export async function findChromium(): Promise<Chromium> {
  const given = process.env.PORTICO_TEST_CHROMIUM
  if (given) return { executablePath: given, env: {} }
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked()
  const installed = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
    .concat('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    .find((path) => existsSync(path))
  if (!installed) throw new Error('No Chromium was found: name one in PORTICO_TEST_CHROMIUM.')
  return { executablePath: installed, env: {} }
}

/** Unpacks it once for each version, beside its place, so that nobody ever starts half of it. */
async function unpacked(): Promise<Chromium> {
  const { version } = JSON.parse(await readFile(join(packed, '../../package.json'), 'utf8'))
  const home = join(cache, `portico-chromium-${version}`)
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true })
    const folder = await mkdtemp(join(cache, 'unpacking-'))
    await unpackInto(folder)
    // Another test file may have been faster: then that one will do.
    await rename(folder, home).catch(() => rm(folder, { recursive: true }))
  }
  const libraries = join(home, 'al2023/lib')
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: await fontsConfiguration(home),
    },
  }
}

/** The package unpacks into the folder for temporary files, so it runs in a process that has ours for that. */
async function unpackInto(folder: string): Promise<void> {
  const script = `
    const { inflate } = await import(${JSON.stringify(pathToFileURL(packed).href)})
    await Promise.all(${JSON.stringify(archives.map((name) => join(packed, '../../bin', name)))}.map((path) => inflate(path)))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, TMPDIR: folder },
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`Chromium could not be unpacked: exit code ${code}`)
}

/** Its fonts alone, so that pages look the same on every machine. */
async function fontsConfiguration(home: string): Promise<string> {
  const path = join(home, 'fonts.conf')
  if (existsSync(path)) return path
  const lines = [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    `<dir>${home}/fonts</dir>`,
    `<cachedir>${home}/fonts-cache</cachedir>`,
  ]
  await writeFile(path, [...lines, '</fontconfig>', ''].join('\n'))
  return path
}
