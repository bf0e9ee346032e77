import {
  baseOf,
  floorOf,
  folderOf,
  isAssembly,
  isTest,
  isWingAssembly,
  packageOf,
  roomOf,
  type SourceFile,
  wingOf,
} from './source-file.ts'

/** The floors of packages/server/src, top first, and what each may import beside itself. */
const floors: Record<string, string[]> = {
  main: [
    'stop-server',
    'load-whole-server',
    'token-app',
    'base-app',
    'token-context',
    'modules',
    'http',
    'db',
    'problems',
    'config',
  ],
  'stop-server': ['load-whole-server', 'token-context', 'http'],
  'load-whole-server': ['app', 'context', 'base-app', 'token-context', 'authorization-server', 'modules'],
  app: [
    'base-app',
    'context',
    'bulk',
    'reads',
    'access',
    'authorization-server',
    'modules',
    'http',
    'db',
    'problems',
    'config',
  ],
  context: ['token-context', 'bulk', 'reads', 'access', 'authorization-server', 'modules', 'db', 'problems', 'config'],
  'token-app': ['base-app', 'token-context', 'authorization-server'],
  'base-app': ['token-context', 'http', 'db', 'problems', 'config'],
  'token-context': ['outgoing', 'modules', 'db', 'problems', 'config'],
  bulk: ['access', 'modules', 'http', 'db', 'problems', 'config'],
  reads: ['modules', 'http', 'db', 'problems', 'config'],
  outgoing: ['modules', 'config'],
  access: ['modules', 'http', 'db', 'problems', 'config'],
  'authorization-server': ['modules', 'http', 'db', 'problems', 'config'],
  modules: ['http', 'db', 'problems', 'config'],
  http: ['db', 'problems', 'config'],
  db: ['problems', 'config'],
  config: ['problems'],
  problems: [],
}

/** The wings of `modules`, from the ground up: a room may use those of its own wing and of these. */
const wings: Record<string, string[]> = {
  foundation: [],
  applications: ['foundation'],
  members: ['applications', 'foundation'],
  'api-clients': ['members', 'applications', 'foundation'],
  directory: ['members', 'applications', 'foundation'],
  'relying-parties': ['directory', 'api-clients', 'members', 'applications', 'foundation'],
  'sign-in': ['relying-parties', 'directory', 'api-clients', 'members', 'applications', 'foundation'],
  'set-up': ['sign-in', 'relying-parties', 'directory', 'api-clients', 'members', 'applications', 'foundation'],
}

/** Libraries that one folder alone imports. */
const homes: Record<string, string> = {
  'oidc-provider': 'packages/server/src/authorization-server/',
  pg: 'packages/server/src/db/',
  'node:sqlite': 'packages/server/src/db/',
}

/** Every rule that this file's imports break, one line each. */
export function checkImports({ path, imports }: SourceFile): string[] {
  // Scripts, benchmarks and examples are outside of the house: they may import any floor.
  if (!path.startsWith('packages/')) return []
  const broken = imports.flatMap((target) => firstBroken(path, target) ?? [])
  return [...new Set(broken)].map((rule) => `${path}: ${rule}`)
}

/** The first rule that an import breaks, the most specific rules first. */
function firstBroken(path: string, target: string): string | undefined {
  const home = homes[target]
  if (home && !path.startsWith(home)) return `imports ${target}: only ${home} does`
  if (path.startsWith('packages/sdk/src/') && !sdkMayImport(path, target)) {
    return `imports ${target}: the SDK runs in browsers too, and openapi-fetch is its one dependency`
  }
  if (path.startsWith('packages/cli/src/remote/') && packageOf(target) === 'server') {
    return `imports ${target}: commands for servers elsewhere know them through the SDK alone`
  }
  if (!target.startsWith('packages/')) return undefined
  if (isTest(target)) return `imports ${target}: only tests import tests`
  return (
    brokenPackage(path, target) ?? brokenFile(path, target) ?? brokenFloor(path, target) ?? brokenWing(path, target)
  )
}

/** What needs another library has a file of its own, which the package's `exports` name. */
const sdkMayImport = (path: string, target: string): boolean =>
  target.startsWith('packages/') ||
  target === 'openapi-fetch' ||
  (path.startsWith('packages/sdk/src/users-csv/') && target.startsWith('csv-parse'))

function brokenPackage(path: string, target: string): string | undefined {
  const [from, to] = [packageOf(path), packageOf(target)]
  if (from === to) return undefined
  if (from === 'portal' && to !== 'sdk') return `imports ${target}: the portal knows servers through the SDK alone`
  if (from === 'sdk') return `imports ${target}: the SDK stands alone`
  if (from === 'server') return `imports ${target}: the server stands alone`
  return undefined
}

function brokenFile(path: string, target: string): string | undefined {
  if (target.endsWith('-routes.ts') && !isAssembly(path) && !isWingAssembly(target)) {
    return `imports ${target}: only assemblies import routes files`
  }
  if (target.endsWith('-repository.ts') && folderOf(target) !== folderOf(path)) {
    return `imports ${target}: a repository belongs to its room`
  }
  if (path.endsWith('-routes.ts') && floorOf(target) === 'access') {
    return `imports ${target}: routes declare their permission and know nothing of access`
  }
  const isCentral = packageOf(path) === 'server' && ['app', 'context', 'token-context'].includes(floorOf(path))
  if (isCentral && wingOf(target) !== undefined && !isWingAssembly(target)) {
    return `imports ${target}: ${baseOf(path)}.ts knows the wings' assemblies, and no room`
  }
  if (isWingAssembly(target) && roomOf(path) !== undefined) {
    return `imports ${target}: rooms are put together by assemblies, and do not know them`
  }
  return undefined
}

function brokenFloor(path: string, target: string): string | undefined {
  if (packageOf(path) !== 'server') return undefined
  const [from, to] = [floorOf(path), floorOf(target)]
  const below = floors[from]
  if (!below) return `${from} is on no floor: give it one in scripts/check-imports.ts`
  return from === to || below.includes(to) ? undefined : `imports ${target}: ${from} may not import ${to}`
}

function brokenWing(path: string, target: string): string | undefined {
  const [from, to] = [wingOf(path), wingOf(target)]
  if (from === undefined) return undefined
  if (!wings[from]) return `wing ${from} has no place: give it one in scripts/check-imports.ts`
  if (to === undefined || from === to || wings[from].includes(to)) return undefined
  return `imports ${target}: ${from} may not use ${to}`
}
