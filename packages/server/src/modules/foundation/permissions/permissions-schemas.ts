import { type Static, Type } from 'typebox'
import {
  component,
  Key,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
} from '../../../http/api/schemas.ts'

/**
 * A permission that is inherited. `realmStages`: SAME_STAGE for the environments of the grant, all three purposes for
 * every environment, none where the permission is not granted by environment.
 */
const PermissionInheritance = Type.Object(
  {
    key: Key,
    realmStages: Type.Array(named('StageServiceModel', OneOf('PRD', 'QA', 'DEV', 'SAME_STAGE'))),
    realmPortfolio: Nullable(
      named('PortfolioInheritanceServiceModel', OneOf('SAME_PORTFOLIO', 'MAIN_PORTFOLIO', 'ALL_PORTFOLIO')),
    ),
  },
  component('PermissionInheritance'),
)

export const Permission = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    category: Nullable(Type.String()),
    purpose: Nullable(Type.String()),
    visibility: named('OrgRolePermissionsVisibility', OneOf('Hidden', 'Public', 'Internal')),
    inherits: Type.Array(PermissionInheritance),
    allowStages: Type.Boolean(),
    allowPortfolios: Type.Boolean(),
    allowedScopes: Type.Array(named('AssetContext', OneOf('Organization', 'Asset'))),
    claimName: Nullable(Type.String()),
    remarks: Nullable(Type.String()),
  },
  component('PermissionResponse'),
)
export type Permission = Static<typeof Permission>

export const PermissionPage = Page(Permission)

export const PermissionsQuery = Query({ nameContains: Type.Optional(SearchText), ...PageQuery })
export type PermissionsQuery = Static<typeof PermissionsQuery>
