import type { OrganizationRoleTable } from '../../../db/schema/members-schema.ts'
import { Problem } from '../../../problems/problem.ts'

export interface OrganizationRole {
  key: string
  name: string
  builtIn: OrganizationRoleTable['built_in']
}

/** What the audit trail names. */
export const organizationRoleEntity = (key: string, name: string) => ({ type: 'organization-role' as const, key, name })

/** For a key that no role of the organization has */
export const organizationRoleNotFound = (key: string): Problem =>
  new Problem('organization_role_not_found', `There is no organization role ${key}.`)

/** For a name that another role of the organization has */
export const organizationRoleNameTaken = (name: string): Problem =>
  new Problem('organization_role_name_taken', `There is an organization role called '${name}' already.`)
