import type { NewUser } from '@portico/sdk'
import {
  type CsvRow,
  csvUserOf,
  decodeCsv,
  filledLength,
  parseCsv,
  repeatedEmails,
  type UnclearFlag,
  UnreadableCsvError,
  type UserField,
  userFieldOf,
  userFields,
  withoutReportColumns,
} from '@portico/sdk/users-csv'
import { CommandError } from '../failures.ts'
import { clean } from '../print.ts'
import { readAtMost } from './read-at-most.ts'

/** A line of the file: a user, or what is wrong with it. */
export interface Row {
  line: number
  /** By what the report names the row */
  name: string
  user?: NewUser
  fault?: string
}

/**
 * Reads a CSV file whole, so that a broken one changes nothing. An empty cell leaves its field out, as does one that is
 * missing at the end of a line.
 * @param delimiter what separates the columns; found in the first line unless given
 * @throws CommandError naming the lines
 */
export function readUsersFile(file: string, delimiter?: string): Row[] {
  const [headings, ...rows] = read(file, delimiter)
  // Columns at the right without a name are none: a line that has something there is too long.
  const named = headings?.cells.slice(0, filledLength(headings.cells)) ?? []
  const columns = columnsOf(file, named)
  if (rows.length === 0) throw new CommandError(`${file}: there is no line below the headings.`)
  refuseSurplus(file, rows, columns.length)
  const repetitionOf = repeatedEmails()
  return rows.map((row) => rowOf(row, columns, repetitionOf))
}

const mostNamedLines = 10

/** What stands in a line that is too long may belong under other headings, as after a comma that is part of a name. */
function refuseSurplus(file: string, rows: CsvRow[], headings: number): void {
  const tooLong = rows.filter(({ cells }) => filledLength(cells) > headings)
  if (tooLong.length === 0) return
  const named = tooLong
    .slice(0, mostNamedLines)
    .map(({ line, cells }) => `line ${line} has ${filledLength(cells)} columns, `)
    .join('')
  const count = tooLong.length > mostNamedLines ? ` ${tooLong.length} lines have too many.` : ''
  throw new CommandError(
    `${file}: ${named}the first line has ${headings}.${count} The whole file is refused, since cells may be in wrong columns. Put text that contains a separator in quotes.`,
  )
}

/** Ten million lines of e-mail and name. They take 5 GB of memory. */
const largestFile = 256 * 2 ** 20

function read(file: string, delimiter: string | undefined): CsvRow[] {
  let text: string | undefined
  try {
    const bytes = readAtMost(file, largestFile)
    if (!bytes) throw new CommandError(`${file} is larger than 256 MB. Split it into several files.`)
    if (bytes.length === 0) throw new CommandError(`${file} is empty.`)
    text = decodeCsv(bytes)
    return withoutReportColumns(parseCsv(text, delimiter))
  } catch (error) {
    // What its lines lack does not matter then.
    if (error instanceof UnreadableCsvError && text !== undefined) requireKnownHeading(file, firstCells(text))
    if (error instanceof UnreadableCsvError) throw new CommandError(`${file}: ${error.message}`)
    // The system's own error does not say which.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw new CommandError(`${file} is a folder. Name a CSV file in it.`)
    throw error
  }
}

function rowOf({ line, cells }: CsvRow, columns: UserField[], repetitionOf: ReturnType<typeof repeatedEmails>): Row {
  const { user, unclear } = csvUserOf(columns, cells)
  const name = user.email ?? user.username ?? user.subject ?? user.name ?? '-'
  const tooLong = tooLongField(user)
  if (tooLong) return { line, name: name.slice(0, longestShown), fault: tooLong }
  const fault = unclearFlag(unclear) ?? repetitionOf(line, user)
  return fault === undefined ? { line, name, user } : { line, name, fault }
}

/** What no field takes is not sent either: no request would take it. */
const longestField = 2_048
const longestShown = 256

const tooLongField = (user: NewUser): string | undefined => {
  const [field, text] = Object.entries(user).find(([, text]) => String(text).length > longestField) ?? []
  return field && `${field}: has ${String(text).length} characters, more than any field takes`
}

const unclearFlag = ([flag]: UnclearFlag[]): string | undefined =>
  flag && `${flag.field}: enter yes or no, not '${flag.text.slice(0, longestShown)}'`

/** Refuses two columns with one name: one of them would be lost silently. */
function columnsOf(file: string, headings: string[]): UserField[] {
  requireKnownHeading(file, headings)
  const found = headings.map((heading) => columnOf(file, heading))
  const twice = found.find((column, index) => found.indexOf(column) < index)
  if (twice) throw new CommandError(`${file}: the first line names the column '${twice}' twice.`)
  return found
}

/** A file of which no column is known is something else: no single heading is wrong then. */
function requireKnownHeading(file: string, headings: string[]): void {
  if (headings.some((heading) => userFieldOf(heading))) return
  throw new CommandError(
    `${file} is no list of users: its first line names none of the columns that Portico knows: ${userFields.join(', ')}.`,
  )
}

/** About as they are parted, where the file cannot be read as a whole */
const firstCells = (text: string): string[] =>
  (text.split(/\r?\n|\r/, 1)[0] ?? '').split(/[,;\t|]/).map((cell) => cell.trim().replace(/^"|"$/g, ''))

function columnOf(file: string, heading: string): UserField {
  const column = userFieldOf(heading)
  if (column) return column
  throw new CommandError(
    `${file}: Portico knows no column '${clean(heading.slice(0, longestShown))}', which the first line names. Remove it, or name it as one of those that Portico knows: ${userFields.join(', ')}.`,
  )
}
