/**
 * Writes the documents that are made from the code: docs/problems/, docs/permissions.md, and the settings table in
 * README.md. `node scripts/docs.ts` writes them; with `--check` it changes nothing, prints what it would write or
 * remove, and fails if there is anything.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type SettingName, settings } from '../packages/server/src/config/settings.ts'
import { catalogue, type ProblemName } from '../packages/server/src/problems/catalogue.ts'
import { code, note, plain, table } from './markdown.ts'
import { permissionsPage } from './permissions-page.ts'

/** The files that are made, by their paths from the project's root. */
export async function madeDocuments(readme: string): Promise<Map<string, string>> {
  return new Map([
    ['README.md', withSettings(readme)],
    ['docs/permissions.md', await permissionsPage()],
    ['docs/problems/README.md', problemsIndex()],
    ...problemNames.map((name): [string, string] => [pageOf(name), problemPage(name)]),
  ])
}

/** What is wrong with the documents under `root`, one line for each file: missing, stale or left over. */
export async function staleDocuments(root: string): Promise<string[]> {
  const made = await madeDocuments(read(root, 'README.md') ?? '')
  return [
    ...[...made].flatMap(([path, text]) => {
      const found = read(root, path)
      if (found === text) return []
      return [`${path}: ${found === undefined ? 'is missing' : 'is stale'}: run npm run docs`]
    }),
    ...leftOver(root, made).map((path) => `${path}: is left over, no problem has this code: run npm run docs`),
  ]
}

async function writeDocuments(root: string): Promise<void> {
  const made = await madeDocuments(read(root, 'README.md') ?? '')
  for (const path of leftOver(root, made)) rmSync(join(root, path))
  for (const [path, text] of made) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

const leftOver = (root: string, made: Map<string, string>): string[] =>
  globSync('docs/problems/*', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !made.has(path))
    .sort()

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

// Problems

const problemNames = (Object.keys(catalogue) as ProblemName[]).sort((a, b) =>
  catalogue[a].code < catalogue[b].code ? -1 : 1,
)
const pageOf = (name: ProblemName): string => `docs/problems/${catalogue[name].code}.md`

/** The middle part of the codes, in the order of the index. */
const areas: Record<string, string> = {
  REQ: 'Requests',
  AUT: 'Access tokens and permissions',
  USR: 'Users',
  ROL: 'Application roles',
  AST: 'Assets',
  POR: 'Portfolios and environments',
  GRP: 'Groups',
  ORO: 'Organization roles',
  PRM: 'Permissions',
  IDP: 'Identity providers',
  CRD: 'Signing in',
  INV: 'Invitations',
  APC: 'API clients',
  ORG: 'Organizations',
  MAI: 'Mail',
  AUD: 'Audit trail',
  SYS: 'The server itself',
}
const areaOf = (name: ProblemName): string => catalogue[name].code.split('-')[1] ?? ''

function problemPage(name: ProblemName): string {
  const { code: errorCode, status, title, help } = catalogue[name]
  return `${note}

# ${errorCode}: ${title}

HTTP status ${status}. In the code: ${code(name)}.

${plain(help)}

[All problems](README.md)
`
}

function problemsIndex(): string {
  const without = problemNames.find((name) => !(areaOf(name) in areas))
  if (without) throw new Error(`${catalogue[without].code}: give its area a title in scripts/docs.ts`)
  const sections = Object.entries(areas).map(([area, title]) => {
    const names = problemNames.filter((name) => areaOf(name) === area)
    const rows = names.map((name) => {
      const { code: errorCode, status, title } = catalogue[name]
      return [`[${errorCode}](${errorCode}.md)`, String(status), title]
    })
    return `## ${title}\n\n${table(['Code', 'Status', 'Title'], rows)}\n`
  })
  return `${note}

# Problems

Everything that the API refuses, it refuses with a body of this form, of the media type \`application/json\`:

| Field | What it holds |
| --- | --- |
| \`type\` | the path of the problem's page on the server, such as \`/docs/problems/PTC-REQ-40401\` |
| \`title\` | the problem in a few words, the same for every request |
| \`status\` | the HTTP status |
| \`detail\` | what is wrong with this request, and what would be right |
| \`instance\` | the path that was asked for, without its query |
| \`traceId\` | 32 hexadecimal digits; the line of this request in the log has the same ones |
| \`errorCode\` | one of the codes below: what a program should compare with |

A code is never given to another problem. The OAuth endpoints under \`/identity\` answer the errors of RFC 6749 instead:
\`{"error", "error_description"}\`.

${sections.join('\n')}`
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  if (process.argv.includes('--check')) {
    const stale = await staleDocuments(root)
    for (const line of stale) console.error(line)
    if (stale.length > 0) process.exitCode = 1
  } else await writeDocuments(root)
}
