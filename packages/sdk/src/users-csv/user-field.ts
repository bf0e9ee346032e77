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

/** The words by which people name columns in the portal's languages, in lower case and without anything but plain letters */
const headings: Record<UserField, RegExp> = {
  email: /^(?:e?mail(?:address|adresse)?|enderecodeemail)$/,
  name: /^(?:full|display)?name$|^nome(?:completo)?$/,
  givenName: /^(?:first|given|fore)name$|^vorname$|^(?:primeironome|nomeproprio)$/,
  familyName: /^(?:last|family|sur)name$|^nachname$|^(?:apelidos?|sobrenome|ultimonome)$/,
  username: /^(?:user(?:name|id)?|login(?:name)?)$|^(?:benutzername|nomedeutilizador)$/,
  subject: /^(?:sub(?:ject)?|externalid)$/,
  isActive: /^(?:is)?active$|^enabled$|^status$|^aktiv$|^(?:ativo|estado)$/,
  photoUrl: /^(?:photo|picture|avatar|image)(?:url)?$/,
  addToBuiltInIdentityProvider: /^addtobuiltinidentityprovider$/,
  identityProviderKey: /^identityproviderkey$/,
}

export const userFields = Object.keys(headings) as UserField[]

/** The field that a heading means, in any case: `Email`, `E-mail address`, `is_active`, `First name [givenName]`, `Último nome`. */
export function userFieldOf(heading: string): UserField | undefined {
  const word = heading
    .replace(/\[.*$/s, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '')
  return userFields.find((field) => headings[field].test(word))
}
