/**
 * Writes the documents that are made from the code: docs/permissions.md, docs/problems.md, and the settings table in
 * README.md. `node scripts/docs.ts` writes them; with `--check` it changes nothing, prints which are missing or stale, and
 * fails if there are any.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SettingName, settings } from '../packages/server/src/config/settings.ts'
import { code, plain, table } from './markdown.ts'
import { permissionsPage } from './permissions-page.ts'
import { problemsPage } from './problems-page.ts'

/** The files that are made, by their paths from the project's root. */
export async function madeDocuments(readme: string): Promise<Map<string, string>> {
  return new Map([
    ['README.md', withSettings(readme)],
    ['docs/permissions.md', await permissionsPage()],
    ['docs/problems.md', problemsPage()],
  ])
}

/** What is wrong with the documents under `root`, one line for each file that is missing or stale. */
export async function staleDocuments(root: string): Promise<string[]> {
  const made = await madeDocuments(read(root, 'README.md') ?? '')
  return [...made].flatMap(([path, text]) => {
    const found = read(root, path)
    if (found === text) return []
    return [`${path}: ${found === undefined ? 'is missing' : 'is stale'}: run npm run docs`]
  })
}

async function writeDocuments(root: string): Promise<void> {
  const made = await madeDocuments(read(root, 'README.md') ?? '')
  for (const [path, text] of made) writeFileSync(join(root, path), text)
}

function read(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

// Settings

const marker = /(<!-- settings: .*? -->\n)[\s\S]*?(<!-- end of settings -->)/

function withSettings(readme: string): string {
  if (!marker.test(readme)) throw new Error('README.md has lost the markers of its settings table')
  return readme.replace(marker, (_, start, end) => `${start}\n${settingsTable()}\n\n${end}`)
}

const settingsTable = (): string =>
  table(
    ['Option of `portico start`', 'Environment variable', 'Default', 'What it is'],
    (Object.keys(settings) as SettingName[]).map((name) => {
      const setting: { flag: string; env: string; description: string; default?: string } = settings[name]
      const flag = name === 'sample' ? '`--sample`, `--no-sample`' : code(setting.flag)
      return [
        flag,
        code(setting.env),
        setting.default === undefined ? '' : code(setting.default),
        plain(setting.description),
      ]
    }),
  )

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (process.argv.includes('--check')) {
    const stale = await staleDocuments(root)
    for (const line of stale) console.error(line)
    if (stale.length > 0) process.exitCode = 1
  } else await writeDocuments(root)
}
