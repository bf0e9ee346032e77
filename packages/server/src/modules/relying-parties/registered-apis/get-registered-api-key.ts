import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectKeysNamed } from './registered-apis-repository.ts'

/**
 * The key of the API with this key, audience or name.
 * @throws Problem registered_api_not_found
 */
export async function getRegisteredApiKey(
  { db }: Parts,
  { organizationKey }: Principal,
  text: string,
): Promise<string> {
  const [key, another] = await selectKeysNamed(db, organizationKey, text)
  if (another) {
    throw new Problem('registered_api_not_found', `Several APIs are called '${text}': name one by its audience.`)
  }
  if (!key) throw new Problem('registered_api_not_found', `There is no registered API '${text}'.`)
  return key
}
