import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  type CsvRow,
  type CsvUser,
  csvUserOf,
  earlierLineOfEmail,
  filledLength,
  type UnclearFlag,
} from '@portico/sdk/users-csv'
import { pageI18n } from '../../../components/language/page-language.ts'
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
  const earlierLine = earlierLineOfEmail()
  const named = hasHeader ? filledLength(allRows[0]?.cells ?? []) : undefined
  return rows.map((row) => {
    const { user, unclear } = csvUserOf(mapping, row.cells)
    const record = withSignIn(user, way)
    const problem = surplusOf(row, named) ?? problemOf(record, unclear) ?? repetitionOf(earlierLine, row, record)
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
  return say(
    msg`The line has ${filled} columns, the first line has ${named}. Put text that contains a separator in quotation marks.`,
  )
}

/** Asked only for lines that are right otherwise. */
function repetitionOf(
  earlierLine: ReturnType<typeof earlierLineOfEmail>,
  { line }: CsvRow,
  record: CsvUser,
): string | undefined {
  const first = earlierLine(line, record)
  return first === undefined ? undefined : say(msg`Line ${first} has the same e-mail.`)
}

function problemOf(record: CsvUser, [unclear]: UnclearFlag[]): string | undefined {
  const { email, photoUrl } = record
  if (!email && !record.identityProviderKey) return say(msg`The e-mail is missing.`)
  if (!email && !record.subject && !record.username) return say(msg`The line needs an e-mail, a username or a subject.`)
  for (const [field, label] of named) {
    const value = record[field]
    const name = say(label)
    if (value !== undefined && [...value].length > longest) return say(msg`${name}: more than ${longest} characters.`)
  }
  if (email && !looksLikeEmail(email)) return say(msg`“${email}” is not an e-mail address.`)
  for (const [field, label] of named) {
    const value = record[field]
    const name = say(label)
    if (value !== undefined && unprintable.test(value)) {
      return say(msg`${name}: a line break or control character is not allowed.`)
    }
  }
  if (photoUrl && !isWebAddress(photoUrl)) return say(msg`The photo URL must begin with http:// or https://.`)
  if (unclear) {
    const text = unclear.text.slice(0, longest)
    const name = say(flagNames[unclear.field])
    return say(msg`${name}: enter yes or no, not “${text}”.`)
  }
  return undefined
}

const say = (message: MessageDescriptor): string => pageI18n()._(message)

const flagNames = { isActive: msg`Active`, addToBuiltInIdentityProvider: msg`Built-in sign-in` }
const longest = 256
const named = [
  ['email', msg`E-mail`],
  ['name', msg`Name`],
  ['username', msg`Username`],
  ['subject', msg`Subject`],
  ['identityProviderKey', msg`Identity provider (key)`],
] as const
const unprintable = /[\p{Cc}\p{Cs}]/u

/** The server looks closer; what it refuses is in the report. */
const looksLikeEmail = (email: string): boolean => /^[^\s@<>()[\],;:"\\]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email)

const isWebAddress = (text: string): boolean =>
  /^https?:\/\/\S+$/i.test(text) && text.length <= 2048 && URL.canParse(text)
