/**
 * The documents that are made from the code, and the lists of migrations and of the portal's pages. `node scripts/docs.ts`
 * writes them; with `--check` it changes nothing, prints which are missing or stale, and fails if there are any.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asvsPage, asvsPath } from './asvs-page.ts'
import { commandsPage } from './commands-page.ts'
import { migrationsIndex } from './migrations-index.ts'
import { packagesPage } from './packages-page.ts'
import { permissionsPage } from './permissions-page.ts'
import { portalPageNames } from './portal-page-names.ts'
import { problemsPage } from './problems-page.ts'
import { settingsPage } from './settings-page.ts'

/** The files that are made, by their paths from the project's root. */
const madeFiles = async (root: string): Promise<Map<string, string>> =>
  new Map([
    [asvsPath, asvsPage(read(root, asvsPath) ?? '')],
    ['docs/commands.md', await commandsPage()],
    ['docs/packages.md', packagesPage()],
    ['docs/permissions.md', await permissionsPage()],
    ['docs/problems.md', problemsPage()],
    ['docs/settings.md', settingsPage()],
    migrationsIndex(root),
    portalPageNames(root),
  ])

/** What is wrong with these files under `root`, one line for each file that is missing or stale. */
export async function staleDocuments(root: string): Promise<string[]> {
  return [...(await madeFiles(root))].flatMap(([path, text]) => {
    const found = read(root, path)
    if (found === text) return []
    return [`${path}: ${found === undefined ? 'is missing' : 'is stale'}: run npm run docs`]
  })
}

function read(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (process.argv.includes('--check')) {
    const stale = await staleDocuments(root)
    for (const line of stale) console.error(line)
    if (stale.length > 0) process.exitCode = 1
  } else for (const [path, text] of await madeFiles(root)) writeFileSync(join(root, path), text)
}
