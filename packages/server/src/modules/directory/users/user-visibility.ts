import { type RoleCondition, visibleEnvironments } from '../../applications/application-roles/role-condition.ts'
import { environmentsOf, holds, type Principal } from '../../foundation/permissions/principal.ts'

/** Whom the caller sees: those who fulfil one of the two. */
export interface Visibility {
  /** Users who hold an organization role at this moment */
  members: boolean
  /** Users who have such an application role */
  roles: RoleCondition
}

const viewEndUsers = 'End-user management > View end users'

/** Undefined: everybody. Manage users gets there too, because it brings both permissions along everywhere. */
export function visibilityOf(principal: Principal): Visibility | undefined {
  const members = holds(principal, 'User and access management > View members')
  if (members && environmentsOf(principal, viewEndUsers) === 'all') return undefined
  return { members, roles: visibleRoles(principal) }
}

/** The application roles that the caller gets to see, of whichever user. */
export const visibleRoles = (principal: Principal): RoleCondition => ({
  environmentKeys: visibleEnvironments(undefined, environmentsOf(principal, viewEndUsers)),
})
