import type { Parts } from '../../../db/parts.ts'
import type { Organization } from './organization.ts'
import { selectOrganizationName, selectOrganizations } from './organizations-repository.ts'

/** All organizations of the deployment, the oldest first. */
export const listOrganizations = ({ db }: Parts): Promise<Organization[]> => selectOrganizations(db)

/** The name of an organization that exists */
export const organizationName = ({ db }: Parts, organizationKey: string): Promise<string> =>
  selectOrganizationName(db, organizationKey)
