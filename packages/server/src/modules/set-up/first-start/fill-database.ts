import type { Parts } from '../../../db/parts.ts'
import { refreshStatistics } from '../../../db/refresh-statistics.ts'
import { transaction } from '../../../db/transaction.ts'
import { createApiClient } from '../../api-clients/clients/create-api-client.ts'
import type { Credentials } from '../../api-clients/clients/credentials.ts'
import { checkMasterKey, claimDeployment } from '../../foundation/master-key/deployment.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { setUpOrganization } from '../organization-setup/set-up-organization.ts'
import { createSample } from '../sample/create-sample.ts'
import { firstStartCommand } from './first-start-command.ts'

/**
 * Fills an empty database, all in one transaction, so that a start that was interrupted begins again from nothing.
 * @throws SettingError where another node has filled it under another master key
 * @returns undefined where another node has filled it
 */
export function fillDatabase(
  parts: Parts<'clock' | 'vault'>,
  { sample }: { sample: boolean },
): Promise<{ credentials: Credentials | undefined } | undefined> {
  return transaction(parts, async (parts) => {
    if (!(await claimDeployment(parts))) {
      // Another node was faster, perhaps with a key of its own.
      await checkMasterKey(parts)
      return undefined
    }
    const setUp = await setUpOrganization(parts, { name: 'Portico', domain: null, command: firstStartCommand })
    if (!sample) return { credentials: undefined }
    await createSample(parts, setUp)
    await refreshStatistics(parts.db)
    const credentials = await createApiClient(parts, systemPrincipal(setUp.organization.key, firstStartCommand), {
      name: 'Getting started',
      description: 'Made at the first start. Delete it once you have clients of your own.',
      permissions: [{ name: 'Manage users' }],
    })
    return { credentials }
  })
}
