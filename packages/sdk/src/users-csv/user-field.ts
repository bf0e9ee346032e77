/** What a column of a file with users can hold: fields of the API, and a name in two parts. */
export type UserField =
  | 'email'
  | 'name'
  | 'givenName'
  | 'familyName'
  | 'username'
  | 'subject'
  | 'isActive'
  | 'photoUrl'
  | 'addToBuiltInIdentityProvider'
  | 'identityProviderKey'

/** The words by which people name columns, in lower case and without anything but letters */
const headings: Record<UserField, RegExp> = {
  email: /^e?mail(?:address|adresse)?$/,
  name: /^(?:full|display)?name$/,
  givenName: /^(?:first|given|fore)name$|^vorname$/,
  familyName: /^(?:last|family|sur)name$|^nachname$/,
  username: /^(?:user(?:name|id)?|login(?:name)?)$/,
  subject: /^(?:sub(?:ject)?|externalid)$/,
  isActive: /^(?:is)?active$|^enabled$|^status$/,
  photoUrl: /^(?:photo|picture|avatar|image)(?:url)?$/,
  addToBuiltInIdentityProvider: /^addtobuiltinidentityprovider$/,
  identityProviderKey: /^identityproviderkey$/,
}

export const userFields = Object.keys(headings) as UserField[]

/** The field that a heading means, in any case: `Email`, `E-mail address`, `is_active`, `First name [givenName]`. */
export function userFieldOf(heading: string): UserField | undefined {
  const word = heading
    .replace(/\[.*$/s, '')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
  return userFields.find((field) => headings[field].test(word))
}
