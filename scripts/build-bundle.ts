/**
 * Builds what users run into packages/portico/dist if its sources have changed: the command, the server and the packages
 * that they use, as minified CommonJS (docs/adr/0023).
 */
import { globSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, join, relative, resolve } from 'node:path'
import type { OutputChunk, Plugin, RolldownOutput } from 'rolldown'
import { builds, isBuilt, requireWritable, takeStamp, writeStamp } from '../packages/portico/builds.mjs'
import { buildFolder } from './build-folder.ts'
import { bundledLicenses } from './bundled-licenses.ts'
import { escapeChunk } from './escape-chunk.ts'
import { keepOwnMappings } from './keep-own-mappings.ts'

const root = join(import.meta.dirname, '..')
const dist = builds.bundle.folder
const command = 'portico'
/** A server that runs may still load a file of the build that it was started from. */
const daysKept = 7

/** What Node loads by its path: the command, and what worker threads run (`workerEntry` in config/worker-entry.ts). */
function entries(): Record<string, string> {
  const threads = globSync('packages/server/src/**/*-thread.ts', { cwd: root })
  return {
    [command]: 'packages/cli/src/main.ts',
    ...Object.fromEntries(threads.map((path) => [basename(path, '.ts'), path])),
  }
}

/** Builds if the sources have changed. @returns whether it built */
export async function buildBundle({ always = false } = {}): Promise<boolean> {
  if (!always && isBuilt(builds.bundle)) return false
  requireWritable(builds.bundle)
  const stamp = takeStamp(builds.bundle)
  const folder = buildFolder(join(dist, '..'))
  try {
    const output = await bundle(folder, stamp.digest.slice(0, 8))
    writeFileSync(
      join(folder, 'licenses.txt'),
      bundledLicenses([...moduleIds(output), join(root, 'node_modules/@scalar/fastify-api-reference/LICENSE')]),
    )
    const files = publish(folder)
    writeStamp(dist, { ...stamp, files })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return true
}

/** @param build a name for what is built, the same for the same sources */
async function bundle(folder: string, build: string): Promise<RolldownOutput> {
  const { rolldown } = await import('rolldown')
  const built = await rolldown({
    input: entries(),
    cwd: root,
    platform: 'node',
    // Native code that pg looks for and does without.
    external: ['pg-native'],
    plugins: [requireOfTheBundle(), withoutTheUnused()],
    transform: { define: { PORTICO_BUILD: JSON.stringify(build) } },
    // How long each plugin takes tells nothing to whoever installs.
    checks: { bundlerTimings: false },
    onLog(level, log, handle) {
      // depd makes functions by eval, in scopes that minifying then leaves alone.
      if (log.code !== 'EVAL') handle(level === 'warn' ? 'error' : level, log)
    },
  })
  const output = await built.write({
    dir: folder,
    format: 'cjs',
    minify: true,
    // oidc-provider stores the names of its classes, and the stacks of errors name functions.
    keepNames: true,
    sourcemap: true,
    sourcemapExcludeSources: true,
    sourcemapPathTransform: (source, map) => relative(root, resolve(map, '..', source)).replaceAll('\\', '/'),
    // A server that runs starts its threads from its own build, also when another one lies in the folder by then.
    entryFileNames: ({ name }) => (name === command ? '[name].cjs' : `[name]-${build}.cjs`),
    chunkFileNames: '[name]-[hash].cjs',
  })
  await built.close()
  for (const chunk of chunksOf(output)) {
    refuseMissing(chunk)
    escapeChunk(join(folder, chunk.fileName))
    if (chunk.map) keepOwnMappings(join(folder, `${chunk.fileName}.map`))
  }
  return output
}

const chunksOf = ({ output }: RolldownOutput): OutputChunk[] => output.filter((part) => part.type === 'chunk')

const moduleIds = (output: RolldownOutput): string[] => chunksOf(output).flatMap(({ moduleIds }) => moduleIds)

/** Whatever is loaded must be in the bundle or in Node: there is no node_modules beside it. */
function refuseMissing({ fileName, imports, dynamicImports, code }: OutputChunk): void {
  const missing = [...imports, ...dynamicImports].filter((name) => !/\.cjs$|^pg-native$/.test(name) && !isBuiltin(name))
  if (missing.length > 0) throw new Error(`${fileName} loads what is not in the bundle: ${missing.join(', ')}`)
  if (code.includes('createRequire('))
    throw new Error(`${fileName} makes a \`require\` that the bundle knows nothing of`)
}

const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name)

/** What a source requires late, by a `require` of its own, is a part of the bundle too. */
function requireOfTheBundle(): Plugin {
  const statement = 'const require = createRequire(import.meta.url)'
  return {
    name: 'require-of-the-bundle',
    transform: {
      filter: { id: /[\\/]packages[\\/]/, code: statement },
      handler: (code) => ({ code: code.replace(statement, ''), map: null }),
    },
  }
}

/** Whoever asks for a part of these gets an error, should that ever happen. */
const unused = [
  // @fastify/swagger: documents as YAML, for routes that ask for it
  'yaml',
  // prom-client: the trace of a measured value, for metrics with exemplars
  '@opentelemetry/api',
  // fastify: servers of HTTP/2. Node loads this and the next one in a twentieth of a start.
  'node:http2',
  // commander: subcommands that are programs of their own
  'node:child_process',
]
/** The types that koa and oidc-provider name. A type that a client names is compared with these, and not looked up. */
const mediaTypes = [
  'application/json',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'text/html',
  'text/plain',
]

/** Leaves out what packages load and Portico does not use: 7 MB of memory, and some of the start. */
function withoutTheUnused(): Plugin {
  return {
    name: 'without-the-unused',
    resolveId: {
      filter: { id: new RegExp(`^(?:${unused.join('|')})$`) },
      handler: (id) => ({ id: `\0unused:${id}` }),
    },
    load: {
      filter: { id: /^\0unused:/ },
      handler: (id) =>
        `module.exports = new Proxy({}, { get(_, name) { throw new Error(\`${id.slice(8)} is not in the bundle: \${String(name)}\`) } })`,
    },
    transform: {
      filter: { id: /[\\/]mime-db[\\/]db\.json$/ },
      handler(code) {
        const all = JSON.parse(code)
        return { code: JSON.stringify(Object.fromEntries(mediaTypes.map((type) => [type, all[type]]))), map: null }
      },
    },
  }
}

/**
 * Moves the new files to their place, the command last, and deletes those of builds that are long gone.
 * @returns the names of the new ones
 */
function publish(folder: string): string[] {
  mkdirSync(dist, { recursive: true })
  const isLast = (name: string): boolean => name === `${command}.cjs`
  const names = readdirSync(folder).sort((a, b) => Number(isLast(a)) - Number(isLast(b)))
  for (const name of names) renameSync(join(folder, name), join(dist, name))
  const oldest = Date.now() - daysKept * 86_400_000
  for (const name of readdirSync(dist).filter((name) => /\.cjs(?:\.map)?$/.test(name) && !names.includes(name))) {
    if (statSync(join(dist, name)).mtimeMs < oldest) rmSync(join(dist, name))
  }
  return names
}

if (import.meta.main) await buildBundle()
