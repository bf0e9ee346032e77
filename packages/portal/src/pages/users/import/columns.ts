import { type CsvRow, type UserField, userFieldOf } from '@portico/sdk/users-csv'

/** What a column can become */
export const fields: { value: UserField; label: string }[] = [
  { value: 'email', label: 'E-mail' },
  { value: 'name', label: 'Name' },
  { value: 'givenName', label: 'First name' },
  { value: 'familyName', label: 'Last name' },
  { value: 'username', label: 'Username' },
  { value: 'subject', label: 'Subject' },
  { value: 'isActive', label: 'Active (yes or no)' },
  { value: 'photoUrl', label: 'Photo URL' },
  { value: 'addToBuiltInIdentityProvider', label: 'Password (yes or no)' },
  { value: 'identityProviderKey', label: 'Identity provider (key)' },
]

/** Field of each column, null for those that are left out */
export type Mapping = (UserField | null)[]

export interface Table {
  fileName: string
  /** Names of the columns: those of the file, or `Column 1` and so on */
  headers: string[]
  hasHeader: boolean
  /** The users */
  rows: CsvRow[]
  /** With the line of the names, where there is one */
  allRows: CsvRow[]
}

/**
 * The table that the rows make. Unless told, the first one is taken for the names of the columns if it has no e-mail
 * address.
 */
export function tableOf(fileName: string, allRows: CsvRow[], hasHeader = looksLikeHeader(allRows)): Table {
  const width = allRows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const headers = Array.from(
    { length: width },
    (_, index) => (hasHeader && allRows[0]?.cells[index]) || `Column ${index + 1}`,
  )
  return { fileName, headers, hasHeader, rows: hasHeader ? allRows.slice(1) : allRows, allRows }
}

const looksLikeHeader = ([first]: CsvRow[]): boolean =>
  first !== undefined && !first.cells.some((cell) => cell.includes('@'))

/** What the columns probably are, by their names, or by what is in them. */
export function guessMapping({ headers, hasHeader, rows }: Table): Mapping {
  const taken = new Set<UserField>()
  return headers.map((header, column) => {
    const named = hasHeader ? userFieldOf(header) : undefined
    const byName = named && !taken.has(named) ? named : undefined
    const looksLikeEmail = rows[0]?.cells[column]?.includes('@') && !taken.has('email')
    const field = byName ?? (looksLikeEmail ? ('email' as const) : null)
    if (field) taken.add(field)
    return field
  })
}

/** A field comes from one column: giving it to another takes it from the first. */
export const withField = (mapping: Mapping, column: number, field: UserField | null): Mapping =>
  mapping.map((before, index) => (index === column ? field : field !== null && before === field ? null : before))
