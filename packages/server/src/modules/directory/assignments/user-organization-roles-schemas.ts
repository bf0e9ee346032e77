import { type Static, Type } from 'typebox'
import {
  AnyOf,
  component,
  Key,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  Timestamp,
} from '../../../http/api/schemas.ts'

/** startTime null: from the beginning; endTime null: without end */
const GrantPeriod = Type.Object(
  { startTime: Nullable(Timestamp), endTime: Nullable(Timestamp) },
  component('GrantPeriodApiModel'),
)

/** A role for the organization (assetKey null), or for one asset. */
const UserOrganizationRole = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    grantPeriod: Nullable(GrantPeriod),
    assetKey: Nullable(Key),
    portfolioKey: Nullable(Key),
  },
  component('OrganizationRoleByUserApiResponse'),
)

export const UserOrganizationRolePage = Page(UserOrganizationRole)

export const UserOrganizationRolesQuery = Query({
  scopes: Type.Optional(AnyOf(named('OrganizationRoleAssignmentScope', OneOf('Organization', 'Asset')), 10)),
  assetKeys: Type.Optional(AnyOf(Key)),
  ...PageQuery,
})
export type UserOrganizationRolesQuery = Static<typeof UserOrganizationRolesQuery>

const AssetKeys = Type.Optional(Nullable(Type.Array(Key, { maxItems: 100 })))

/** Without asset keys, for the whole organization. Without a body, from now on and without end. */
export const GrantDetailsRequest = Nullable(
  Type.Object(
    {
      grantPeriod: Type.Optional(
        Nullable(
          Type.Object(
            { startTime: Type.Optional(Nullable(Timestamp)), endTime: Type.Optional(Nullable(Timestamp)) },
            component('GrantPeriodRequest'),
          ),
        ),
      ),
      assetKeys: AssetKeys,
      portfolioKey: Type.Optional(Nullable(Key)),
    },
    component('GrantDetailsRequest'),
  ),
)

/** Without asset keys or without a body, for the whole organization. */
export const RevokeDetailsRequest = Nullable(Type.Object({ assetKeys: AssetKeys }, component('RevokeDetailsRequest')))
