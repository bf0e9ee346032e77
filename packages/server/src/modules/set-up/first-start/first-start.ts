import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { refreshStatistics } from '../../../db/statistics.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import type { ApiClientService, Credentials } from '../../api-clients/clients/api-clients-service.ts'
import { checkMasterKey, claimDeployment, masterKeyFingerprint } from '../../foundation/organizations/master-key.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { setUpOrganization } from '../organization-setup/set-up-organization.ts'
import { createSample } from '../sample/create-sample.ts'

export interface FirstStartDependencies {
  db: Db
  clock: Clock
  vault: Vault
  apiClients: Pick<ApiClientService, 'createIn'>
}

const command = 'portico start'

/**
 * Fills an empty database: the first organization and, unless told otherwise, a sample with an API client that may
 * manage users. All of it in one transaction, so that a start that was interrupted begins again from nothing.
 * @throws SettingError where another node has filled it under another master key
 * @returns undefined where the database was filled already, here or by another node
 */
export async function firstStart(
  { db, clock, vault, apiClients }: FirstStartDependencies,
  { sample }: { sample: boolean },
): Promise<{ credentials: Credentials | undefined } | undefined> {
  if (await masterKeyFingerprint({ db })) return undefined
  return transaction({ db: db }, async ({ db: trx }) => {
    if (!(await claimDeployment({ db: trx, clock, vault }))) {
      // Another node was faster, perhaps with a key of its own.
      await checkMasterKey({ db: trx, vault })
      return undefined
    }
    const setUp = await setUpOrganization({ db: trx, clock, vault }, { name: 'Portico', domain: null, command })
    if (!sample) return { credentials: undefined }
    await createSample(trx, clock, setUp)
    await refreshStatistics(trx)
    const credentials = await apiClients.createIn(trx, systemPrincipal(setUp.organization.key, command), {
      name: 'Getting started',
      description: 'Made at the first start. Delete it once you have clients of your own.',
      permissions: [{ name: 'Manage users' }],
    })
    return { credentials }
  })
}
