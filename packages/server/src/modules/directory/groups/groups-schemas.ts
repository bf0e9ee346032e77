import { type Static, Type } from 'typebox'
import {
  AnyOf,
  component,
  Description,
  Key,
  Name,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  Sort,
  Timestamp,
} from '../../../http/api/schemas.ts'

/** Assigned by an administrator, or mapped from a claim at sign-in. A user may be a member in both ways at once. */
export const MembershipType = named('MembershipType', OneOf('Assigned', 'Mapped'))

export const ClaimMapping = Type.Object(
  {
    key: Key,
    providerKey: Key,
    foreignClaim: Type.Object(
      { name: Type.String(), valueDelimiter: Nullable(Type.String()), value: Type.String() },
      component('ForeignClaimModel'),
    ),
    lastUpdatedDate: Nullable(Timestamp),
  },
  component('GroupIdpClaimMappingEmbedded'),
)

export const Group = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    description: Nullable(Type.String()),
    environmentKey: Key,
    portfolioKey: Key,
    updatedAt: Timestamp,
    groupIdpClaimMappings: Type.Array(ClaimMapping),
  },
  component('GroupApiResponse'),
)
export type Group = Static<typeof Group>

export const GroupPage = Page(Group)

export const GroupsQuery = Query({
  nameContains: Type.Optional(SearchText),
  environmentKey: Type.Optional(Key),
  environmentKeys: Type.Optional(AnyOf(Key)),
  identityProviderKey: Type.Optional(Key),
  portfolioKeys: Type.Optional(AnyOf(Key)),
  ...PageQuery,
})
export type GroupsQuery = Static<typeof GroupsQuery>

/** Up to 100 keys; null and absent are none. */
export const Keys = Type.Optional(Nullable(Type.Array(Key, { maxItems: 100 })))

/** A name and an environmentKey must be there: createGroup checks it. */
export const GroupCreateRequest = Type.Object(
  {
    name: Type.Optional(Nullable(Name)),
    description: Type.Optional(Nullable(Description)),
    environmentKey: Type.Optional(Key),
    applicationRoleKeys: Keys,
    userKeys: Keys,
  },
  component('GroupCreateRequest'),
)
export type GroupCreateRequest = Static<typeof GroupCreateRequest>

export const GroupCreated = Type.Object({ key: Key }, component('GroupCreateResponse'))

/** What is absent stays, and so does the name where it is null; null clears the description. */
export const GroupPatchRequest = Type.Object(
  { name: Type.Optional(Nullable(Name)), description: Type.Optional(Nullable(Description)) },
  component('PatchGroupRequest'),
)
export type GroupPatchRequest = Static<typeof GroupPatchRequest>

export const GroupRolesQuery = Query({
  assetKey: Type.Optional(Key),
  applicationRoleKey: Type.Optional(Key),
  applicationRoleKeys: Type.Optional(AnyOf(Key)),
  nameContains: Type.Optional(SearchText),
  sort: Sort('name', 'assetKey'),
  ...PageQuery,
})
export type GroupRolesQuery = Static<typeof GroupRolesQuery>

export const GroupRolesPatchRequest = Type.Object(
  { applicationRoleKeysToAdd: Keys, applicationRoleKeysToRemove: Keys },
  component('PatchGroupApplicationRolesRequest'),
)
export type GroupRolesPatchRequest = Static<typeof GroupRolesPatchRequest>
