import { type Static, Type } from 'typebox'
import { AnyOf, component, Key, Nullable, named, OneOf, Timestamp } from '../../../http/api/schemas.ts'
import { applicationRoleFields } from '../../applications/application-roles/application-roles-schemas.ts'

export const Embed = Type.Optional(
  AnyOf(named('UserProfileEmbedType', OneOf('ApplicationRoles', 'UserIdentityProviders')), 10),
)

/** A group in which the user is both Assigned and Mapped stands here twice. */
const AssignedGroup = Type.Object(
  { key: Key, name: Nullable(Type.String()), membershipType: named('MembershipType', OneOf('Assigned', 'Mapped')) },
  component('AssignedGroupInfoApiResponse'),
)

export const UserApplicationRole = Type.Object(
  { ...applicationRoleFields, isDirectlyAssigned: Type.Boolean(), assignedGroups: Type.Array(AssignedGroup) },
  component('UserApplicationRoleApiResponse'),
)
export type UserApplicationRole = Static<typeof UserApplicationRole>

export const UserIdentity = Type.Object(
  {
    userKey: Key,
    identityProviderKey: Key,
    subject: Nullable(Type.String()),
    username: Nullable(Type.String()),
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    photoUrl: Nullable(Type.String()),
    firstLoginAt: Nullable(Timestamp),
    lastLoginAt: Nullable(Timestamp),
    isEmailVerified: Nullable(Type.Boolean()),
  },
  component('UserIdpProfileResponse'),
)
