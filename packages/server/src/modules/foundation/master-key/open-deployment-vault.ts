import { createCipher } from '../../../config/cipher.ts'
import { idOfFingerprint } from '../../../config/master-key.ts'
import { readMasterKeys } from '../../../config/read-master-keys.ts'
import { createVault, type Vault } from '../../../config/vault.ts'
import type { Db } from '../../../db/transaction.ts'
import { convertFormerValues } from './convert-former-values.ts'
import { anotherMasterKey } from './deployment.ts'
import { selectDeployment } from './deployment-repository.ts'
import { selectHashKeys } from './hash-keys-repository.ts'
import { loadHashKeys } from './load-hash-keys.ts'

/**
 * The deployment's keys: those of its database, or new ones where that is empty.
 * @throws SettingError where the master key is missing, or not that of the database
 */
export async function openDeploymentVault(db: Db, dataFolder: string, environment: NodeJS.ProcessEnv): Promise<Vault> {
  const deployment = await selectDeployment(db)
  const [hashKey] = await selectHashKeys(db)
  const keys = await readMasterKeys(dataFolder, environment, { create: !deployment && !hashKey })
  const cipher = createCipher(keys)
  if (deployment) {
    if (!keys.use(idOfFingerprint(deployment.masterKeyFingerprint))) throw anotherMasterKey()
    if (!hashKey) await convertFormerValues(db, cipher)
  }
  return createVault(keys, await loadHashKeys(db, cipher))
}
