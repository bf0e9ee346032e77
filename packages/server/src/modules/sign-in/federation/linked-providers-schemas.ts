import { type Static, Type } from 'typebox'
import { component, Key, Name, Nullable, strict, Timestamp } from '../../../http/api/schemas.ts'
import { nameRule } from '../../../http/api/text-rules.ts'

/** A user, and one of the identity providers */
export const UserProviderPath = Type.Object({ key: Key, providerKey: Key }, strict)

/** The account of a user at a provider: by its subject, or by a username, which the provider's settings must trust */
export const UserProviderLink = Type.Object(
  {
    providerKey: Key,
    subject: Type.Optional(Nullable(Type.String({ ...nameRule, maxLength: 512 }))),
    username: Type.Optional(Nullable(Name)),
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
      /** Until when a link that was never used may be used; null for one that was, or that has no end */
      usableUntil: Nullable(Timestamp),
    }),
  ),
  offered: Type.Array(Type.Object({ key: Key, name: Type.String(), subtype: Type.String() })),
})
