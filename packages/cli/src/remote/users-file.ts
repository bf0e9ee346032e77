import { readFileSync } from 'node:fs'
import type { NewUser } from '@portico/sdk'
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { CommandError } from '../failures.ts'

/** A line of the file: a user, or what is wrong with it. */
export interface Row {
  line: number
  /** What people know the row by */
  name: string
  user?: NewUser
  fault?: string
}

const flag = (text: string): boolean => {
  const value = { true: true, yes: true, 1: true, false: false, no: false, 0: false }[text.toLowerCase()]
  if (value === undefined) throw new Error(`'${text}' is neither true nor false`)
  return value
}
const same = (text: string): string => text

/** The columns that a file may have: fields of the API, whatever their case */
const columns = {
  email: same,
  name: same,
  isActive: flag,
  photoUrl: same,
  addToBuiltInIdentityProvider: flag,
  identityProviderKey: same,
  subject: same,
  username: same,
} satisfies { [F in keyof NewUser]: (text: string) => NewUser[F] }
type Column = keyof typeof columns

/**
 * Reads a CSV file whole, so that a broken one changes nothing. An empty cell leaves its field out.
 * @throws CommandError naming the line
 */
export function readUsersFile(file: string, delimiter: string): Row[] {
  const records = read(file, delimiter)
  if (records.length === 0) throw new CommandError(`${file}: there is no line below the headings.`)
  return records.map(({ record, info }) => rowOf(record, info.lines))
}

function rowOf(record: Record<string, string>, line: number): Row {
  const name = record.email || record.username || record.subject || record.name || '-'
  const user: Record<string, string | boolean> = {}
  for (const [column, text] of Object.entries(record)) {
    if (text === '') continue
    try {
      user[column] = columns[column as Column](text)
    } catch (error) {
      return { line, name, fault: `${column}: ${(error as Error).message}` }
    }
  }
  return { line, name, user }
}

interface Parsed {
  record: Record<string, string>
  /** `lines`: the line of the file on which the record ends */
  info: { lines: number }
}

function read(file: string, delimiter: string): Parsed[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
    return parse(text, {
      bom: true,
      columns: (headings: string[]) => columnsOf(file, headings),
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Parsed[]
  } catch (error) {
    if (error instanceof CsvError) throw new CommandError(`${file}: ${error.message}.`)
    if (error instanceof TypeError) throw new CommandError(`${file}: is not UTF-8.`)
    throw error
  }
}

/** Of two columns with one name, one would be lost without a word. */
function columnsOf(file: string, headings: string[]): Column[] {
  const found = headings.map((heading) => columnOf(file, heading))
  const twice = found.find((column, index) => found.indexOf(column) < index)
  if (twice) throw new CommandError(`${file}: the first line names the column '${twice}' twice.`)
  return found
}

function columnOf(file: string, heading: string): Column {
  const known = Object.keys(columns) as Column[]
  const column = known.find((name) => name.toLowerCase() === heading.toLowerCase())
  if (column) return column
  throw new CommandError(
    `${file}: the first line names the columns, and there is no column '${heading}'. There are ${known.join(', ')}.`,
  )
}
