import { type Static, Type } from 'typebox'
import { component, Key } from '../../../http/api/schemas.ts'

/** A role that gives a permission, and where: everywhere, or in environments, portfolios and assets */
const PermissionSource = Type.Object(
  {
    roleKey: Key,
    roleName: Type.String(),
    isEverywhere: Type.Boolean(),
    environmentKeys: Type.Array(Key),
    portfolioKeys: Type.Array(Key),
    assetKeys: Type.Array(Key),
  },
  component('PermissionSource'),
)

const UserPermission = Type.Object(
  { key: Key, category: Type.String(), name: Type.String(), sources: Type.Array(PermissionSource) },
  component('UserPermission'),
)

/** What a user may do at this moment, in the order of the catalogue, with what permissions bring along */
export const UserPermissionList = Type.Object({ results: Type.Array(UserPermission) }, component('UserPermissionList'))
export type UserPermissionList = Static<typeof UserPermissionList>
