/**
 * Checks that imports only go down, and the other rules by which the code stays where one looks for it
 * (docs/architecture.md). `node scripts/boundaries.ts` prints one line for each violation; with `--sizes`, how many
 * lines the files of each package have.
 *
 * Types count like values: a file that names a type of another floor knows that floor. Tests may import what they like.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCycles } from './check-cycles.ts'
import { checkFileName, checkNameless, checkThreadEntry } from './check-file-names.ts'
import { checkImports } from './check-imports.ts'
import { checkPackageFloors } from './check-package-floors.ts'
import { checkServerSizes, checkSize, sizesOf } from './check-sizes.ts'
import { checkSqlHome } from './check-sql-homes.ts'
import { checkUnusedTypes } from './check-unused-types.ts'
import { isTest, packageOf, type SourceFile, sourceFile } from './source-file.ts'

/** Config reads which database is wanted; from then on only db knows. */
const homesOfDialects = ['packages/server/src/db/', 'packages/server/src/config/']
const asksForDialect =
  /(?:[!=]==|\bcase)\s*['"](?:postgres|postgresql|sqlite)['"]|\b(?:Postgres|Sqlite)Adapter\b|\/is-postgres\.ts['"]/

function checkDialect({ path, text }: SourceFile): string[] {
  if (!path.startsWith('packages/') || homesOfDialects.some((home) => path.startsWith(home))) return []
  return asksForDialect.test(text) ? [`${path}: asks which database runs: only db does`] : []
}

/**
 * All violations in these files, one line each, `file: rule`.
 * The map's keys are paths from the project's root, with slashes.
 */
export function checkBoundaries(files: ReadonlyMap<string, string>): string[] {
  const all = [...files].map(([path, text]) => sourceFile(path, text))
  const sources = all.filter(({ path }) => !isTest(path))
  return [
    ...all.flatMap((file) => [...checkNameless(file.path), ...checkFileName(file)]),
    ...sources.flatMap((source) => [
      ...checkSize(source),
      ...checkThreadEntry(source),
      ...checkDialect(source),
      ...checkSqlHome(source),
      ...checkImports(source),
      ...checkPackageFloors(source),
    ]),
    ...checkCycles(sources),
    ...checkServerSizes(sources),
    ...checkUnusedTypes(all),
  ]
}

/** The project's code as it is on disk. */
export function readProject(root: string): Map<string, string> {
  const patterns = ['packages/*/{bin,src,test}/**/*.{ts,tsx,js,mjs}', '{scripts,bench,examples}/**/*.{ts,js,mjs}']
  const exclude = ['**/node_modules/**', '**/dist/**', '**/generated/**']
  const paths = globSync(patterns, { cwd: root, exclude }).sort()
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))
}

/** How many lines the files of each package have, tests excepted. */
function sizes(files: ReadonlyMap<string, string>): string[] {
  const sources = [...files.keys()].filter((path) => /^packages\/[^/]+\/src\//.test(path) && !isTest(path))
  return [...Map.groupBy(sources, packageOf)].map(([name, paths]) => {
    const { files: count, median, p90, max } = sizesOf(paths.map((path) => sourceFile(path, files.get(path) ?? '')))
    return `packages/${name}/src: ${count} files, median ${median}, p90 ${p90}, max ${max} lines`
  })
}

if (import.meta.main) {
  const project = readProject(join(import.meta.dirname, '..'))
  if (process.argv.includes('--sizes')) for (const line of sizes(project)) console.log(line)
  const violations = checkBoundaries(project)
  for (const violation of violations) console.error(violation)
  if (violations.length > 0) process.exitCode = 1
}
