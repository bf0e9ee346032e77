import { type RoleCondition, rolePlaces } from '../../applications/application-roles/role-condition.ts'
import { environmentsOf, holds, type Principal } from '../../foundation/permissions/principal.ts'

/** The users that a caller sees: those who fulfil one of these. */
export interface UserVisibility {
  /** Users who hold an organization role at this moment */
  members: boolean
  /** Users who hold no role of either kind at this moment */
  withoutRoles: boolean
  /** Users who have such an application role */
  roles: RoleCondition
}

const viewEndUsers = 'End-user management > View end users'

/**
 * Undefined: all users. That is so with Manage users too, which includes both permissions everywhere. Whoever may give a
 * first role sees the users who have none.
 */
export function userVisibility(principal: Principal): UserVisibility | undefined {
  const members = holds(principal, 'User and access management > View members')
  if (members && environmentsOf(principal, viewEndUsers) === 'all') return undefined
  const withoutRoles =
    holds(principal, 'User and access management > Manage member access') ||
    holds(principal, 'End-user management > Manage end-user access')
  return { members, withoutRoles, roles: visibleRoles(principal) }
}

/** The application roles that the caller sees, of any user. */
export const visibleRoles = (principal: Principal): Pick<RoleCondition, 'places'> => rolePlaces(principal, viewEndUsers)
