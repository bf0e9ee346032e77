import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectKeysNamed } from './relying-parties-repository.ts'

/**
 * The key of the sign-in application with this key, client ID or name.
 * @throws Problem relying_party_not_found
 */
export async function getRelyingPartyKey({ db }: Parts, { organizationKey }: Principal, text: string): Promise<string> {
  const [key, another] = await selectKeysNamed(db, organizationKey, text)
  if (another) {
    throw new Problem(
      'relying_party_not_found',
      `Several sign-in applications are called '${text}': name one by its key.`,
    )
  }
  if (!key) throw new Problem('relying_party_not_found', `There is no sign-in application '${text}'.`)
  return key
}
