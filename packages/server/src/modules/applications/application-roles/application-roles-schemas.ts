import { type Static, Type } from 'typebox'
import { AnyOf, component, Key, Nullable, Page, PageQuery, Query, SearchText, Sort } from '../../../http/api/schemas.ts'

/** Shared with the answers that add how a user came by the role. */
export const applicationRoleFields = {
  key: Key,
  name: Nullable(Type.String()),
  environmentKey: Key,
  assetKey: Key,
  externalKey: Key,
  claim: Nullable(Type.String()),
  portfolioKey: Key,
}

export const ApplicationRole = Type.Object(applicationRoleFields, component('ApplicationRoleApiResponse'))

export const ApplicationRolePage = Page(ApplicationRole)

export const ApplicationRolesQuery = Query({
  key: Type.Optional(Key),
  assetKey: Type.Optional(Key),
  environmentKey: Type.Optional(Key),
  environmentKeys: Type.Optional(AnyOf(Key)),
  portfolioKeys: Type.Optional(AnyOf(Key)),
  nameContains: Type.Optional(SearchText),
  sort: Sort('name', 'environmentKey', 'assetKey'),
  ...PageQuery,
})
export type ApplicationRolesQuery = Static<typeof ApplicationRolesQuery>
