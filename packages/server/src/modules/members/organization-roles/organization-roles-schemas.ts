import { type Static, Type } from 'typebox'
import { component, Key, Name, Nullable, Page, PageQuery, Query, SearchText, Sort } from '../../../http/api/schemas.ts'

const Keys = Type.Array(Key, { maxItems: 100 })

/** `environmentKeys` null: in every environment, also one that is added later. */
const RolePermission = Type.Object(
  {
    permissionKey: Key,
    environmentKeys: Nullable(Type.Array(Key)),
    portfolioKeys: Nullable(Type.Array(Key)),
    claimName: Nullable(Type.String()),
    name: Nullable(Type.String()),
  },
  component('OrgRolePermissionDetailsApiResponse'),
)

export const OrganizationRole = Type.Object(
  { key: Key, name: Nullable(Type.String()), permissions: Type.Array(RolePermission), isReadOnly: Type.Boolean() },
  component('OrganizationRoleApiResponse'),
)
export type OrganizationRole = Static<typeof OrganizationRole>

export const OrganizationRolePage = Page(OrganizationRole)

export const OrganizationRolesQuery = Query({
  roleKey: Type.Optional(Key),
  nameContains: Type.Optional(SearchText),
  sort: Sort('name'),
  ...PageQuery,
})
export type OrganizationRolesQuery = Static<typeof OrganizationRolesQuery>

/** Identified by permissionKey, name or claimName. Where several are given, they must mean the same permission. */
const PermissionDetails = Type.Object(
  {
    permissionKey: Type.Optional(Key),
    environmentKeys: Type.Optional(Nullable(Keys)),
    portfolioKeys: Type.Optional(Nullable(Keys)),
    claimName: Type.Optional(Nullable(SearchText)),
    name: Type.Optional(Nullable(SearchText)),
  },
  component('PermissionDetailsRequest'),
)
export type PermissionDetails = Static<typeof PermissionDetails>

const fields = {
  name: Type.Optional(Nullable(Name)),
  permissions: Type.Optional(Nullable(Type.Array(PermissionDetails, { maxItems: 100 }))),
}

/** Both are required: the operation checks it. */
export const OrganizationRoleCreateRequest = Type.Object(fields, component('OrganizationRoleCreateRequest'))
export type OrganizationRoleCreateRequest = Static<typeof OrganizationRoleCreateRequest>

/** What is absent or null stays; `permissions` replaces all of them. */
export const OrganizationRoleUpdateRequest = Type.Object(fields, component('OrganizationRoleUpdateRequest'))
export type OrganizationRoleUpdateRequest = Static<typeof OrganizationRoleUpdateRequest>

export const OrganizationRoleCreated = Type.Object({ orgRoleKey: Key }, component('OrganizationRoleCreateResponse'))

export const DuplicateRequest = Type.Object({ name: Name }, component('OrganizationRoleDuplicateRequest'))
