import { createCipher } from '../../../config/cipher.ts'
import { promoteNextKeyFile } from '../../../config/key-file.ts'
import { idOfFingerprint } from '../../../config/master-key.ts'
import type { MasterKeys } from '../../../config/master-keys.ts'
import { readMasterKeys } from '../../../config/read-master-keys.ts'
import { SettingError } from '../../../config/settings.ts'
import { createVault, type Vault } from '../../../config/vault.ts'
import type { Database } from '../../../db/database.ts'
import { convertFormerValues } from './convert-former-values.ts'
import { anotherMasterKey } from './deployment.ts'
import { type Deployment, selectDeployment } from './deployment-repository.ts'
import { selectHashKeys } from './hash-keys-repository.ts'
import { loadHashKeys } from './load-hash-keys.ts'

/**
 * The deployment's keys: those of its database, or new ones where that is empty.
 * @throws SettingError where the master key is missing, or not that of the database
 */
export async function openDeploymentVault(
  database: Pick<Database, 'db' | 'engine'>,
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Vault> {
  const { db } = database
  const deployment = await selectDeployment(db)
  const [hashKey] = await selectHashKeys(db)
  const keys = await readMasterKeys(dataFolder, environment, { create: !deployment && !hashKey })
  const cipher = createCipher(keys)
  if (deployment) {
    const isFollowing = useKeyOf(deployment, keys)
    if (isFollowing && environment.PORTICO_MASTER_KEY === undefined)
      await promoteNextKeyFile(dataFolder, keys.current.id)
    if (!hashKey) await convertFormerValues(database, { dataFolder }, cipher)
  }
  return createVault(keys, await loadHashKeys(db, cipher))
}

/**
 * Chooses the key that the database is encrypted under.
 * @returns whether a rotation has made the next key its key, and the former one is worth nothing
 */
function useKeyOf({ masterKeyFingerprint, rotation }: Deployment, keys: MasterKeys): boolean {
  if (!keys.use(idOfFingerprint(masterKeyFingerprint))) throw anotherMasterKey()
  if (rotation?.phase === 'under-way' && !keys.use(idOfFingerprint(rotation.nextFingerprint))) {
    throw new SettingError(
      'the master key is being rotated, and the next one is not known here. Give it in PORTICO_MASTER_KEY_NEXT beside PORTICO_MASTER_KEY, or put its file master-next.key into the data folder.',
    )
  }
  const isFollowing = rotation === undefined && keys.current.id !== keys.given
  if (isFollowing) keys.forgetOthers()
  return isFollowing
}
