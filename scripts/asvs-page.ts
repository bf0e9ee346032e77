import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asvsLevels } from './asvs-requirements.ts'
import { pathBases } from './check-doc-paths.ts'
import { table } from './markdown.ts'

export const asvsPath = 'docs/asvs.md'

const statuses = ['met', 'partly', 'not met', 'not applicable'] as const

interface Row {
  id: string
  asks: string
  status: string
  evidence: string
}

const [start, end] = ['<!-- Made from the tables by `npm run docs` -->', '<!-- The end of what is made -->']

/** The rows of the tables, which people write */
function rowsOf(text: string): Row[] {
  const below = text.slice(text.indexOf(end))
  return [...below.matchAll(/^\| (V[\d.]+) \| (.*?) \| (.*?) \| (.*) \|$/gm)].map(
    ([, id = '', asks = '', status = '', evidence = '']) => ({ id, asks, status, evidence }),
  )
}

/** The page with a head that is made from its tables: how many requirements have which status, and what is needed. */
export function asvsPage(text: string): string {
  const rows = rowsOf(text)
  const count = (status: string, level?: number): string =>
    String(
      rows.filter((row) => row.status === status && (level === undefined || asvsLevels.get(row.id) === level)).length,
    )
  const counts = table(
    ['Status', 'Level 1', 'Level 2', 'Both'],
    statuses.map((status) => [status, count(status, 1), count(status, 2), count(status)]),
  )
  const open = (status: string): string =>
    rows
      .filter((row) => row.status === status)
      .map(({ id, asks, evidence }) => `- **${id}**, ${asks}. ${neededIn(evidence)}`)
      .join('\n')
  const made = `${counts}\n\n### Not met\n\n${open('not met')}\n\n### Partly met\n\n${open('partly')}`
  return `${text.slice(0, text.indexOf(start))}${start}\n\n${made}\n\n${text.slice(text.indexOf(end))}`
}

/** What would be needed, as the evidence of what is not met ends */
const neededIn = (evidence: string): string => /Needed: .*$/.exec(evidence)?.[0] ?? ''

/** What is wrong with the tables of a page, one line each */
export function asvsFaults(root: string, text: string): string[] {
  const rows = rowsOf(text)
  const times = (id: string): number => rows.filter((row) => row.id === id).length
  return [
    ...[...asvsLevels.keys()]
      .filter((id) => times(id) !== 1)
      .map((id) => `${id} is there ${times(id)} times, not once`),
    ...rows.filter(({ id }) => !asvsLevels.has(id)).map(({ id }) => `${id} is no requirement of level 1 or 2`),
    ...rows.flatMap((row) => faultsOf(root, row).map((fault) => `${row.id}: ${fault}`)),
  ]
}

function faultsOf(root: string, { status, asks, evidence }: Row): string[] {
  const isOpen = status === 'not met' || status === 'partly'
  return [
    ...((statuses as readonly string[]).includes(status) ? [] : [`there is no status ${status}`]),
    ...(asks === '' || evidence === '' ? ['a cell is empty'] : []),
    ...(isOpen !== (neededIn(evidence) !== '') ? ['says “Needed:” where something is open, and only there'] : []),
    ...(status === 'met' && !/`|\]\(/.test(evidence) ? ['names no test, code or document'] : []),
    ...missingTests(root, evidence),
  ]
}

/** The tests in quotation marks that are not in the test file that is named before them */
function missingTests(root: string, evidence: string): string[] {
  let source = ''
  return [...evidence.matchAll(/`([^`]+\.test\.ts)`|“([^”]+)”/g)].flatMap(([, file, name]) => {
    if (file !== undefined) {
      const path = pathBases.map((base) => join(root, base, file)).find((candidate) => existsSync(candidate))
      source = path === undefined ? '' : readFileSync(path, 'utf8')
      return path === undefined ? [`there is no ${file}`] : []
    }
    return name !== undefined && !source.includes(name) ? [`no such test: ${name}`] : []
  })
}
