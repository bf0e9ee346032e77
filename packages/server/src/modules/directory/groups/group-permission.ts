import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import type { Environments } from '../../foundation/permissions/scope.ts'

/** What all operations on groups need */
export const groupPermission = 'End-user management > Manage end-user groups'

/** The environments in which the caller may manage groups: lists leave the groups of the others out. */
export const groupEnvironments = (principal: Principal): Environments => environmentsOf(principal, groupPermission)
