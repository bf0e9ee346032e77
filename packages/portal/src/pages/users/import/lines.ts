import type { Field, Mapping } from './columns.ts'
import type { CsvRow } from './csv.ts'

/** How the users are to sign in: by password, at another identity provider, or not yet. */
export type SignInWay = { kind: 'built-in' } | { kind: 'none' } | { kind: 'provider'; key: string }

/** As POST /users/bulk takes them */
export interface UserRecord {
  email?: string
  name?: string
  username?: string
  subject?: string
  photoUrl?: string
  isActive?: boolean
  addToBuiltInIdentityProvider?: boolean
  identityProviderKey?: string
}

export interface ImportLine {
  row: CsvRow
  record: UserRecord
  /** Why the server would refuse it. Such lines are not sent. */
  problem: string | undefined
}

/** The lines as users, with what is wrong with each: the same rules as the server's, before anything is sent. */
export function linesOf(rows: readonly CsvRow[], mapping: Mapping, way: SignInWay): ImportLine[] {
  const lineOfEmail = new Map<string, number>()
  return rows.map((row) => {
    const values = valuesOf(row, mapping)
    const isActive = activeOf(values.isActive)
    const record = recordOf(values, isActive, way)
    const problem = problemOf(record, values, isActive, way) ?? twinOf(record, row, lineOfEmail)
    return { row, record, problem }
  })
}

type Values = Partial<Record<Field, string>>

function valuesOf({ cells }: CsvRow, mapping: Mapping): Values {
  const values: Values = {}
  for (const [column, field] of mapping.entries()) {
    const cell = cells[column]
    if (field && cell) values[field] = cell
  }
  return values
}

function recordOf(values: Values, isActive: boolean | undefined, way: SignInWay): UserRecord {
  const { email, username, subject, photoUrl } = values
  const name = values.name ?? [values.givenName, values.familyName].filter(Boolean).join(' ')
  return {
    ...(email ? { email } : {}),
    ...(name ? { name } : {}),
    ...(photoUrl ? { photoUrl } : {}),
    ...(isActive === undefined ? {} : { isActive }),
    ...(way.kind === 'built-in' ? { addToBuiltInIdentityProvider: true } : {}),
    ...(way.kind === 'provider'
      ? profileOf(way.key, { subject, username: username ?? (subject ? undefined : email) })
      : {}),
  }
}

/** Where the file has neither subject nor username, people are known there by their e-mail. */
const profileOf = (identityProviderKey: string, { subject, username }: { subject?: string; username?: string }) => ({
  identityProviderKey,
  ...(subject ? { subject } : {}),
  ...(username ? { username } : {}),
})

function problemOf(record: UserRecord, values: Values, isActive: boolean | undefined, way: SignInWay) {
  const { email, photoUrl } = record
  if (!email && way.kind !== 'provider') return 'The e-mail is missing.'
  if (!email && !record.subject && !record.username) return 'E-mail, username and subject are missing.'
  if (email && !looksLikeEmail(email)) return `“${email}” is no e-mail address.`
  for (const [field, label] of named) {
    const value = record[field]
    if (value !== undefined && [...value].length > longest) return `The ${label} has more than ${longest} characters.`
    if (value !== undefined && unprintable.test(value)) return `The ${label} has a line break or a control character.`
  }
  if (photoUrl && !isWebAddress(photoUrl)) return 'The photo URL is no http or https address.'
  if (values.isActive && isActive === undefined) return `Active must be yes or no, not “${values.isActive}”.`
  return undefined
}

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

function twinOf({ email }: UserRecord, { line }: CsvRow, lineOfEmail: Map<string, number>): string | undefined {
  if (!email) return undefined
  const folded = email.normalize('NFKC').toLowerCase()
  const first = lineOfEmail.get(folded)
  if (first !== undefined) return `Line ${first} has the same e-mail.`
  lineOfEmail.set(folded, line)
  return undefined
}

const yes = ['yes', 'y', 'true', '1', 'active', 'enabled', 'ja']
const no = ['no', 'n', 'false', '0', 'inactive', 'disabled', 'nein']

function activeOf(text: string | undefined): boolean | undefined {
  const word = text?.toLowerCase()
  if (word === undefined) return undefined
  return yes.includes(word) ? true : no.includes(word) ? false : undefined
}
