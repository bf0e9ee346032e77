import type { Parts } from '../../../db/parts.ts'
import { type Access, accessOfSelection } from '../../foundation/permissions/grants.ts'
import { selectApiClient } from './api-client-lists-repository.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'

/** What a client may do at this moment: nothing while it is suspended, and where there is none with this key. */
export async function getApiClientAccess({ db }: Parts, organizationKey: string, key: string): Promise<Access> {
  const client = await selectApiClient(db, organizationKey, key)
  if (!client || client.isSuspended) return new Map()
  return accessOfSelection(await selectPermissions(db, organizationKey, key))
}
