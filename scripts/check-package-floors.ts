/**
 * The floors of the packages beside the server, top first: a file imports its own floor and those below. Folders that
 * share a floor do not import each other. `*` stands for what is not named.
 */
const floors: Record<string, string[][]> = {
  portal: [['main'], ['app'], ['pages'], ['components'], ['api']],
  cli: [['main'], ['program'], ['commands', 'remote'], ['*']],
}

/** A file that isn't a test, and what it imports: paths from the project's root */
export interface PackageFile {
  path: string
  text: string
  imports: readonly string[]
}

/** What portal and CLI break of their rules, one line each. Files of other packages break none. */
export function checkPackageFloors({ path, text, imports }: PackageFile): string[] {
  const own = /^packages\/([^/]+)\/src\//.exec(path)?.[1] ?? ''
  if (!floors[own]) return []
  const place = floorOf(own, path)
  if (place.floor < 0)
    return [`${path}: ${place.folder} is on no floor: give it one in scripts/check-package-floors.ts`]
  const broken = imports
    .filter((target) => target.startsWith(`packages/${own}/src/`))
    .flatMap((target) => {
      const { floor, folder } = floorOf(own, target)
      const isAllowed = floor > place.floor || (floor === place.floor && folder === place.folder)
      if (!isAllowed) return `${path}: imports ${target}: ${place.folder} may not import ${folder}`
      const isOtherArea = folder === 'pages' && place.folder === 'pages' && areaOf(target) !== areaOf(path)
      return isOtherArea ? `${path}: imports ${target}: pages know no other area` : []
    })
  return [...new Set([...broken, ...checkQueries(path, text)])]
}

/** What pages ask the server for is found in one file of their area. */
function checkQueries(path: string, text: string): string[] {
  const isPage = path.startsWith('packages/portal/src/pages/') && !path.endsWith('/queries.ts')
  return isPage && /\b(?:queryFn|queryKey|useQueryClient)\b/.test(text)
    ? [`${path}: has a query: it belongs into its area's queries.ts`]
    : []
}

/** The floor's number, from the top, or -1; and the name by which it is in the list above */
function floorOf(own: string, path: string): { floor: number; folder: string } {
  const name = (path.split('/')[3] ?? '').replace(/\.tsx?$/, '')
  const list = floors[own] ?? []
  const named = list.findIndex((names) => names.includes(name))
  if (named >= 0) return { floor: named, folder: name }
  const others = list.findIndex((names) => names.includes('*'))
  return { floor: others, folder: others < 0 ? name : '*' }
}

/** `users` for packages/portal/src/pages/users/import/import-run.ts */
const areaOf = (path: string): string => path.split('/')[4] ?? ''
