import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectKeysNamed } from './api-clients-repository.ts'

/**
 * The key of the client with this key, client ID or name.
 * @throws Problem api_client_not_found
 */
export async function getApiClientKey({ db }: Parts, { organizationKey }: Principal, text: string): Promise<string> {
  const [key, another] = await selectKeysNamed(db, organizationKey, text)
  if (another) {
    throw new Problem('api_client_not_found', `Several API clients are called '${text}': name one by its key.`)
  }
  if (!key) throw new Problem('api_client_not_found', `There is no API client '${text}'.`)
  return key
}
