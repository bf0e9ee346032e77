import { isKey, normalKey } from '../../../db/keys.ts'
import { findWord } from '../../../http/api/parse-words.ts'
import { Problem } from '../../../problems/problem.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'

/** What ODC calls permissions in `permissionFilter`, in all of its APIs, and which permission of the catalogue each is. */
export const permissionsByType = {
  AppViewSourceCode: 'Asset management > Open',
  AppDebug: 'Asset management > Debug',
  AppChange: 'Asset management > Change',
  AppDelete: 'Asset management > Delete',
  AppDeploy: 'Release management > Deploy assets',
  AppRelease: 'Release management > Release',
  AppMonitor: 'Monitoring > Access asset logs and traces',
  AppMonitorUserInfo: 'Monitoring > Access user information',
  CodeQualityManage: 'Analyze > Manage code quality findings',
  CodeQualityView: 'Analyze > View code quality findings',
  AppUserView: 'End-user management > View end users',
  AppAccessManage: 'End-user management > Manage end-user access',
  AppGroupManage: 'End-user management > Manage end-user groups',
  CfgView: 'Configuration management > View configurations',
  ConnConfig: 'Configuration management > Configure connections',
  AppCfgChange: 'Configuration management > Edit asset configurations',
} as const satisfies Record<string, PermissionName>

/** Those of the Portfolio API. The catalogue has no permission for security alone: it is a part of code quality. */
const portfolioTypes: Record<string, PermissionName> = {
  ...permissionsByType,
  AppSecurityView: 'Analyze > View code quality findings',
}

/** A permission, in one environment or anywhere. */
export interface PermissionFilter {
  permission: PermissionName
  environmentKey: string | undefined
}

/**
 * `AppDebug`, or `AppDebug.<environmentKey>`. The type is taken in any case.
 * @throws Problem permission_filter_unknown naming the types
 */
export function parsePermissionFilter(text: string | undefined): PermissionFilter | undefined {
  if (text === undefined) return undefined
  const [type = '', ...rest] = text.split('.')
  const environmentKey = rest.length > 0 ? normalKey(rest.join('.')) : undefined
  const known = findWord(Object.keys(portfolioTypes), type)
  const permission = known && portfolioTypes[known]
  if (permission && (environmentKey === undefined || isKey(environmentKey))) return { permission, environmentKey }
  throw new Problem(
    'permission_filter_unknown',
    `The parameter permissionFilter must be <type> or <type>.<environmentKey>, with a type of ${Object.keys(portfolioTypes).join(', ')}.`,
  )
}
