/**
 * Checks that imports only go down, and the other rules by which the code stays where one looks for it
 * (docs/architecture.md). `node scripts/boundaries.ts` prints one line per violation.
 *
 * Types count like values: whoever names a type of another floor knows that floor. Tests may import what they like.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCycles } from './import-cycles.ts'
import { readImports } from './imports.ts'
import { checkPackageFloors } from './package-floors.ts'

/** The floors of packages/server/src, top first, and what each may import beside itself. */
const floors: Record<string, string[]> = {
  main: ['app', 'context', 'access', 'authorization-server', 'modules', 'http', 'db', 'problems', 'config'],
  app: ['context', 'access', 'authorization-server', 'modules', 'http', 'db', 'problems', 'config'],
  context: ['access', 'authorization-server', 'modules', 'db', 'problems', 'config'],
  access: ['modules', 'http', 'db', 'problems', 'config'],
  'authorization-server': ['modules', 'http', 'db', 'problems', 'config'],
  modules: ['http', 'db', 'problems', 'config'],
  http: ['db', 'problems', 'config'],
  db: ['problems', 'config'],
  config: ['problems'],
  problems: [],
}

/** The wings of `modules`, from the ground up: a room may use those of its own wing and of the wings below. */
const wings: Record<string, string[]> = {
  foundation: [],
  applications: ['foundation'],
  members: ['applications', 'foundation'],
  'api-clients': ['members', 'applications', 'foundation'],
  directory: ['members', 'applications', 'foundation'],
  'sign-in': ['directory', 'members', 'applications', 'foundation'],
  'set-up': ['sign-in', 'directory', 'api-clients', 'members', 'applications', 'foundation'],
}

/** Libraries with one home. */
const libraries: Record<string, string> = {
  'oidc-provider': 'packages/server/src/authorization-server/',
  pg: 'packages/server/src/db/',
  'node:sqlite': 'packages/server/src/db/',
}

/** Names that say nothing about what is inside. */
const namelessNames = ['utils', 'util', 'helpers', 'helper', 'common']

const mostLines = 300

/** Config reads which database is wanted; from then on only db knows. */
const homesOfDialects = ['packages/server/src/db/', 'packages/server/src/config/']
const asksForDialect = /(?:[!=]==|\bcase)\s*['"](?:postgres|postgresql|sqlite)['"]/

/** A file that isn't a test, and what it imports. */
type Source = { path: string; text: string; imports: string[] }

/**
 * All violations in these files, one line each, `file: rule`.
 * The map's keys are paths from the project's root, with slashes.
 */
export function checkBoundaries(files: ReadonlyMap<string, string>): string[] {
  const sources = [...files]
    .filter(([path]) => !isTest(path))
    .map(([path, text]): Source => ({ path, text, imports: readImports(path, text) }))
  const graph = new Map(sources.map(({ path, imports }) => [path, imports]))
  return [
    ...[...files.keys()].flatMap(checkName),
    ...sources.flatMap((source) => [
      ...checkSize(source),
      ...checkDialect(source),
      ...checkImports(source),
      ...checkPackageFloors(source),
    ]),
    ...findCycles(graph).map((cycle) => `${cycle[0]}: imports go in a circle: ${cycle.join(' → ')}`),
  ]
}

function checkName(path: string): string[] {
  const names = path.split('/').flatMap((part) => part.split('.')[0] ?? [])
  const found = names.find(
    (name) => namelessNames.includes(name) || namelessNames.includes(name.split('-').at(-1) ?? ''),
  )
  return found ? [`${path}: nothing is named ${found}: say what is inside`] : []
}

function checkSize({ path, text }: Source): string[] {
  const lines = text.trimEnd().split('\n').length
  return lines > mostLines ? [`${path}: has ${lines} lines: files stop at ${mostLines}`] : []
}

function checkDialect({ path, text }: Source): string[] {
  if (!path.startsWith('packages/') || homesOfDialects.some((home) => path.startsWith(home))) return []
  return asksForDialect.test(text) ? [`${path}: asks which database runs: only db does`] : []
}

function checkImports({ path, imports }: Source): string[] {
  // Scripts, benchmarks and examples look at the house from outside.
  if (!path.startsWith('packages/')) return []
  const broken = imports.flatMap((target) => firstBroken(path, target) ?? [])
  return [...new Set(broken)].map((rule) => `${path}: ${rule}`)
}

/** The first rule that an import breaks: the most telling one comes first. */
function firstBroken(path: string, target: string): string | undefined {
  const home = libraries[target]
  if (home && !path.startsWith(home)) return `imports ${target}: only ${home} does`
  if (path.startsWith('packages/sdk/src/') && !sdkMayImport(target)) {
    return `imports ${target}: the SDK runs in browsers too, and takes nothing along but openapi-fetch`
  }
  if (path.startsWith('packages/cli/src/remote/') && packageOf(target) === 'server') {
    return `imports ${target}: commands for servers elsewhere know them through the SDK alone`
  }
  if (!target.startsWith('packages/')) return undefined
  if (isTest(target)) return `imports ${target}: only tests import tests`
  if (path.startsWith('packages/portal/src/') && !portalMayImport(target)) {
    return `imports ${target}: the portal knows servers by the SDK's generated types alone`
  }
  if (packageOf(path) === 'sdk' && packageOf(target) !== 'sdk') return `imports ${target}: the SDK stands alone`
  if (packageOf(path) === 'server' && packageOf(target) !== 'server')
    return `imports ${target}: the server stands alone`
  if (target.endsWith('-routes.ts') && !isAssembly(path)) {
    return `imports ${target}: only assemblies import routes files`
  }
  if (target.endsWith('-repository.ts') && folderOf(target) !== folderOf(path)) {
    return `imports ${target}: a repository belongs to its module`
  }
  if (path.endsWith('-routes.ts') && floorOf(target) === 'access') {
    return `imports ${target}: routes declare their permission and know nothing of access`
  }
  return packageOf(path) === 'server' ? (brokenFloor(path, target) ?? brokenModule(path, target)) : undefined
}

const portalMayImport = (target: string): boolean => /^packages\/(?:portal|sdk\/src\/generated)\//.test(target)

const sdkMayImport = (target: string): boolean => target.startsWith('packages/') || target === 'openapi-fetch'

function brokenFloor(path: string, target: string): string | undefined {
  const [from, to] = [floorOf(path), floorOf(target)]
  const below = floors[from]
  if (!below) return `${from} is on no floor: give it one in scripts/boundaries.ts`
  return from === to || below.includes(to) ? undefined : `imports ${target}: ${from} may not import ${to}`
}

function brokenModule(path: string, target: string): string | undefined {
  const [from, to] = [wingOf(path), wingOf(target)]
  if (from === undefined) return undefined
  if (!wings[from]) return `wing ${from} has no place: give it one in scripts/boundaries.ts`
  if (to === undefined || from === to || wings[from].includes(to)) return undefined
  return `imports ${target}: ${from} may not use ${to}`
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || /^packages\/(?:[^/]+\/test|testing)\//.test(path)
}

function packageOf(path: string): string | undefined {
  return path.split('/')[1]
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** The file that puts a wing, or the authorization server, together */
const isAssembly = (path: string): boolean =>
  /^packages\/server\/src\/(?:modules\/([^/]+)\/\1|authorization-server\/sign-in\/sign-in)\.ts$/.test(path)

/** `modules` for packages/server/src/modules/users/users-service.ts, `app` for packages/server/src/app.ts. */
function floorOf(path: string): string {
  return (path.split('/')[3] ?? '').replace(/\.ts$/, '')
}

function wingOf(path: string): string | undefined {
  const wing = floorOf(path) === 'modules' ? path.split('/')[4] : undefined
  return wing === 'wing.ts' ? undefined : wing
}

/** The project's code as it is on disk. */
export function readProject(root: string): Map<string, string> {
  const patterns = ['packages/*/{bin,src,test}/**/*.{ts,tsx,js,mjs}', '{scripts,bench,examples}/**/*.{ts,js,mjs}']
  const exclude = ['**/node_modules/**', '**/dist/**', '**/generated/**']
  const paths = globSync(patterns, { cwd: root, exclude }).sort()
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))
}

if (import.meta.main) {
  const violations = checkBoundaries(readProject(join(import.meta.dirname, '..')))
  for (const violation of violations) console.error(violation)
  if (violations.length > 0) process.exitCode = 1
}
