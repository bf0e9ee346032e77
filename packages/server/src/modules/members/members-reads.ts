import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { listOrganizationRoles } from './organization-roles/list-organization-roles.ts'
import { OrganizationRolePage } from './organization-roles/organization-roles-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const membersReads = {
  listOrganizationRoles: declareRead(listOrganizationRoles, OrganizationRolePage),
} satisfies Record<string, DeclaredRead>
