import { type Static, Type } from 'typebox'
import { component, Key, Nullable, strict, Timestamp } from '../../../http/api/schemas.ts'

/** A user, and one of the identity providers */
export const UserProviderPath = Type.Object({ key: Key, providerKey: Key }, strict)

/** The account of a user at a provider: by its subject, or by a username, which the provider's settings must trust */
export const UserProviderLink = Type.Object(
  {
    providerKey: Key,
    subject: Type.Optional(
      Nullable(Type.String({ minLength: 1, maxLength: 512, pattern: '^[^\\u0000-\\u001f\\u007f]+$' })),
    ),
    username: Type.Optional(
      Nullable(Type.String({ minLength: 1, maxLength: 256, pattern: '^[^\\u0000-\\u001f\\u007f]+$' })),
    ),
  },
  component('UserIdentityProviderLink'),
)

export type UserProviderLink = Static<typeof UserProviderLink>

export const LinkedProviderList = Type.Object({
  results: Type.Array(
    Type.Object({
      key: Key,
      name: Type.String(),
      subtype: Type.String(),
      username: Nullable(Type.String()),
      email: Nullable(Type.String()),
      lastLoginAt: Nullable(Timestamp),
      /** Whether the provider may be used anywhere by now */
      isUsable: Type.Boolean(),
    }),
  ),
})
