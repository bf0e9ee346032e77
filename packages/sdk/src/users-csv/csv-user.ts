import { flagOf } from './flag-words.ts'
import type { UserField } from './user-field.ts'

/** A line of a file with users: what POST /users and POST /users/bulk take. */
export interface CsvUser {
  email?: string
  name?: string
  username?: string
  subject?: string
  photoUrl?: string
  isActive?: boolean
  addToBuiltInIdentityProvider?: boolean
  identityProviderKey?: string
}

/** A cell that should say yes or no, and says something else. */
export interface UnclearFlag {
  field: 'isActive' | 'addToBuiltInIdentityProvider'
  text: string
}

/**
 * The user that a line describes. An empty cell leaves its field out.
 * @param fields the field of each column; columns without one are ignored
 */
export function csvUserOf(
  fields: readonly (UserField | null | undefined)[],
  cells: readonly string[],
): { user: CsvUser; unclear: UnclearFlag[] } {
  const values: Partial<Record<UserField, string>> = {}
  for (const [column, field] of fields.entries()) {
    const cell = cells[column]?.trim()
    if (field && cell) values[field] = cell
  }
  const { givenName, familyName, isActive, addToBuiltInIdentityProvider, ...texts } = values
  const name = texts.name ?? [givenName, familyName].filter(Boolean).join(' ')
  const user: CsvUser = {}
  for (const [field, text] of Object.entries({ ...texts, name })) if (text) user[field as keyof typeof texts] = text
  const unclear: UnclearFlag[] = []
  for (const [field, text] of Object.entries({ isActive, addToBuiltInIdentityProvider })) {
    if (text === undefined) continue
    const flag = flagOf(text)
    if (flag === undefined) unclear.push({ field: field as UnclearFlag['field'], text })
    else user[field as UnclearFlag['field']] = flag
  }
  return { user, unclear }
}
