import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type UserField, userFieldOf } from '@portico/sdk/users-csv'
import type { Table } from './table.ts'

/** What a column can become */
export const userFieldOptions: { value: UserField; label: MessageDescriptor }[] = [
  { value: 'email', label: msg`E-mail` },
  { value: 'name', label: msg`Name` },
  { value: 'givenName', label: msg`First name` },
  { value: 'familyName', label: msg`Last name` },
  { value: 'username', label: msg`Username` },
  { value: 'subject', label: msg`Subject (ID at the identity provider)` },
  { value: 'isActive', label: msg`Active (yes or no)` },
  { value: 'photoUrl', label: msg`Photo URL` },
  { value: 'addToBuiltInIdentityProvider', label: msg`Built-in sign-in (yes or no)` },
  { value: 'identityProviderKey', label: msg`Identity provider (key)` },
]

/** Field of each column, null for those that are left out */
export type ColumnMapping = (UserField | null)[]

/** What the columns probably are, by their names, or by what is in them. */
export function guessColumnMapping({ headers, hasHeader, rows }: Table): ColumnMapping {
  const taken = new Set<UserField>()
  return headers.map((header, column) => {
    const named = hasHeader ? userFieldOf(header) : undefined
    const byName = named && !taken.has(named) ? named : undefined
    const field = byName ?? (!taken.has('email') && holdsEmails(rows, column) ? ('email' as const) : null)
    if (field) taken.add(field)
    return field
  })
}

const looked = 20

/** Whether the first lines have mostly e-mails in the column: one that is wrong says nothing of the others. */
function holdsEmails(rows: Table['rows'], column: number): boolean {
  const filled = rows.slice(0, looked).filter(({ cells }) => cells[column])
  return filled.length > 0 && filled.filter(({ cells }) => cells[column]?.includes('@')).length * 2 >= filled.length
}

/** A field comes from one column: giving it to another takes it from the first. */
export const withField = (mapping: ColumnMapping, column: number, field: UserField | null): ColumnMapping =>
  mapping.map((before, index) => (index === column ? field : field !== null && before === field ? null : before))
