import type { Parts } from '../../../db/parts.ts'
import type { Credentials } from '../../api-clients/clients/credentials.ts'
import { isFilled } from '../../foundation/master-key/deployment.ts'

/**
 * Fills an empty database: the first organization and, unless told otherwise, a sample with an API client that may
 * manage users.
 * @throws SettingError where another node has filled it under another master key
 * @returns undefined where the database was filled already, here or by another node
 */
export async function firstStart(
  parts: Parts<'clock' | 'vault'>,
  options: { sample: boolean },
): Promise<{ credentials: Credentials | undefined } | undefined> {
  if (await isFilled(parts)) return undefined
  // Imported here: later starts load nothing of it.
  const { fillDatabase } = await import('./fill-database.ts')
  return fillDatabase(parts, options)
}
