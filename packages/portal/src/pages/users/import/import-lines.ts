import {
  type CsvRow,
  type CsvUser,
  csvUserOf,
  filledLength,
  repeatedEmails,
  type UnclearFlag,
} from '@portico/sdk/users-csv'
import type { ColumnMapping } from './column-mapping.ts'
import type { Table } from './table.ts'

/** How the users are to sign in: by password, at another identity provider, or not yet. */
export type SignInWay = { kind: 'built-in' } | { kind: 'none' } | { kind: 'provider'; key: string }

export interface ImportLine {
  row: CsvRow
  record: CsvUser
  /** Why it cannot be imported. Such lines are not sent. */
  problem: string | undefined
}

/** The lines as users, with what is wrong with each: the same rules as the server's, before anything is sent. */
export function importLinesOf(
  { rows, allRows, hasHeader }: Table,
  mapping: ColumnMapping,
  way: SignInWay,
): ImportLine[] {
  const repetitionOf = repeatedEmails()
  const named = hasHeader ? filledLength(allRows[0]?.cells ?? []) : undefined
  return rows.map((row) => {
    const { user, unclear } = csvUserOf(mapping, row.cells)
    const record = withSignIn(user, way)
    const problem = surplusOf(row, named) ?? problemOf(record, unclear) ?? repetitionOf(row.line, record)
    return { row, record, problem }
  })
}

/**
 * With the way to sign in that was chosen, unless the line has one of its own. Where it has neither subject nor username,
 * people are known at an identity provider by their e-mail; without a provider, neither is sent.
 */
function withSignIn({ subject, username, ...user }: CsvUser, way: SignInWay): CsvUser {
  const identityProviderKey = user.identityProviderKey ?? (way.kind === 'provider' ? way.key : undefined)
  const isBuiltIn = user.addToBuiltInIdentityProvider ?? (way.kind === 'built-in' || undefined)
  const knownAs = username ?? (subject ? undefined : user.email)
  return {
    ...user,
    ...(isBuiltIn === undefined ? {} : { addToBuiltInIdentityProvider: isBuiltIn }),
    ...(identityProviderKey ? { identityProviderKey } : {}),
    ...(identityProviderKey && subject ? { subject } : {}),
    ...(identityProviderKey && knownAs ? { username: knownAs } : {}),
  }
}

/** A name with a comma and without quotes would lose what is after the comma. */
function surplusOf({ cells }: CsvRow, named: number | undefined): string | undefined {
  const filled = filledLength(cells)
  if (named === undefined || filled <= named) return undefined
  return `The line has ${filled} columns, the first line has ${named}. Text with a separator in it needs quotes.`
}

function problemOf(record: CsvUser, [unclear]: UnclearFlag[]): string | undefined {
  const { email, photoUrl } = record
  if (!email && !record.identityProviderKey) return 'The e-mail is missing.'
  if (!email && !record.subject && !record.username) return 'E-mail, username and subject are missing.'
  if (email && !looksLikeEmail(email)) return `“${email}” is no e-mail address.`
  for (const [field, label] of named) {
    const value = record[field]
    if (value !== undefined && [...value].length > longest) return `The ${label} has more than ${longest} characters.`
    if (value !== undefined && unprintable.test(value)) return `The ${label} has a line break or a control character.`
  }
  if (photoUrl && !isWebAddress(photoUrl)) return 'The photo URL is no http or https address.'
  if (unclear) return `${flagNames[unclear.field]} must be yes or no, not “${unclear.text}”.`
  return undefined
}

const flagNames = { isActive: 'Active', addToBuiltInIdentityProvider: 'Password' }
const longest = 256
const named = [
  ['email', 'e-mail'],
  ['name', 'name'],
  ['username', 'username'],
  ['subject', 'subject'],
] as const
const unprintable = /[\p{Cc}\p{Cs}]/u

/** The server looks closer; what it refuses is in the report. */
const looksLikeEmail = (email: string): boolean => /^[^\s@<>()[\],;:"\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email)

const isWebAddress = (text: string): boolean =>
  /^https?:\/\/\S+$/i.test(text) && text.length <= 2048 && URL.canParse(text)
