import { type RoleCondition, visibleEnvironments } from '../../applications/application-roles/role-condition.ts'
import { environmentsOf, holds, type Principal } from '../../foundation/permissions/principal.ts'

/** The users that a caller sees: those who fulfil one of the two. */
export interface UserVisibility {
  /** Users who hold an organization role at this moment */
  members: boolean
  /** Users who have such an application role */
  roles: RoleCondition
}

const viewEndUsers = 'End-user management > View end users'

/** Undefined: all users. That is so with Manage users too, which includes both permissions everywhere. */
export function userVisibility(principal: Principal): UserVisibility | undefined {
  const members = holds(principal, 'User and access management > View members')
  if (members && environmentsOf(principal, viewEndUsers) === 'all') return undefined
  return { members, roles: visibleRoles(principal) }
}

/** The application roles that the caller sees, of any user. */
export const visibleRoles = (principal: Principal): RoleCondition => ({
  environmentKeys: visibleEnvironments(undefined, environmentsOf(principal, viewEndUsers)),
})
