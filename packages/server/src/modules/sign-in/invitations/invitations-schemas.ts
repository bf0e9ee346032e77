import { type Static, Type } from 'typebox'
import { languages } from '../../../config/languages.ts'
import { component, Key, Name, Nullable, named, OneOf, strict, Timestamp } from '../../../http/api/schemas.ts'
import { CodeText, EmailText, LinkToken, PasswordText } from '../credentials/credentials-schemas.ts'

const Keys = Type.Optional(Type.Array(Key, { maxItems: 100 }))

const Language = named('Language', OneOf(...languages))

/** Without asset keys, for the whole organization; without times, from now on and without end. */
const InvitedRole = Type.Object(
  {
    key: Key,
    assetKeys: Keys,
    startTime: Type.Optional(Nullable(Timestamp)),
    endTime: Type.Optional(Nullable(Timestamp)),
  },
  component('InvitedRole'),
)

/** Without identityProviderKey, at the built-in identity provider: the user chooses a password. */
export const InvitationRequest = Type.Object(
  {
    email: EmailText,
    name: Type.Optional(Nullable(Name)),
    identityProviderKey: Type.Optional(Nullable(Key)),
    /** Of the mail, and of those that follow until the user has signed in: en, de or pt; English if absent */
    language: Type.Optional(Nullable(Language)),
    organizationRoles: Type.Optional(Type.Array(InvitedRole, { maxItems: 20 })),
    groupKeys: Keys,
    applicationRoleKeys: Keys,
  },
  component('InvitationRequest'),
)
export type InvitationRequest = Static<typeof InvitationRequest>

export const InvitationCreated = Type.Object({ key: Key }, component('InvitationCreateResponse'))

/** What whoever has both accepts the invitation with. It is told once. */
export const InvitationLink = Type.Object(
  { link: Type.String(), code: Type.String(), expiresAt: Timestamp },
  component('InvitationLink'),
)

export const InvitationDetails = Type.Object({
  email: Nullable(Type.String()),
  name: Nullable(Type.String()),
  organizationName: Type.String(),
  expiresAt: Timestamp,
})
export const AcceptanceRequest = Type.Object(
  { token: LinkToken, code: CodeText, name: Name, password: PasswordText },
  strict,
)
