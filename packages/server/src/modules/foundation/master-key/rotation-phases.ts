import { prefixOfKey } from '../../../config/cipher.ts'
import { encryptedColumnNames } from '../../../config/encrypted-columns.ts'
import type { MasterKey } from '../../../config/master-key.ts'
import { SettingError } from '../../../config/settings.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import { listOrganizations } from '../organizations/list-organizations.ts'
import { systemPrincipal } from '../permissions/principal.ts'
import { lockDeployment, selectDeployment, updateDeployment } from './deployment-repository.ts'
import { selectEncryptedValues } from './encrypted-values-repository.ts'
import { deleteMasterKeyNodes, selectMasterKeyNodes } from './master-key-nodes-repository.ts'

/** Whether this key is the database's, and no rotation is under way */
export async function rotationIsDone({ db }: Parts, next: MasterKey): Promise<boolean> {
  const deployment = await selectDeployment(db)
  return deployment?.masterKeyFingerprint === next.fingerprint && !deployment.rotation
}

/** Asks the nodes whether they know the next key. One that is under way already goes on. @throws SettingError */
export const announceRotation = (parts: Parts, next: MasterKey): Promise<void> =>
  transaction(parts, async ({ db }) => {
    await lockDeployment(db)
    const rotation = (await selectDeployment(db))?.rotation
    if (rotation?.phase === 'under-way' && rotation.nextFingerprint !== next.fingerprint) {
      throw new SettingError(
        'a rotation to another master key is under way. Give that key in PORTICO_MASTER_KEY_NEXT, and finish it first.',
      )
    }
    await deleteMasterKeyNodes(db)
    if (rotation?.phase === 'under-way') return
    await updateDeployment(db, { rotation: { phase: 'announced', nextFingerprint: next.fingerprint } })
  })

/** From now on the nodes encrypt with the next key. @throws SettingError where one that answered late does not know it */
export const beginRotation = (parts: Parts, next: MasterKey): Promise<void> =>
  transaction(parts, async ({ db }) => {
    await lockDeployment(db)
    if ((await selectMasterKeyNodes(db)).some(({ knowsNext }) => !knowsNext)) {
      throw new SettingError(
        'a node has just started without the next master key (PORTICO_MASTER_KEY_NEXT). Give it the key, restart it, and run this again.',
      )
    }
    await updateDeployment(db, { rotation: { phase: 'under-way', nextFingerprint: next.fingerprint } })
  })

/** Takes back what was only announced. */
export const cancelRotation = (parts: Parts): Promise<void> =>
  transaction(parts, async ({ db }) => {
    await lockDeployment(db)
    await deleteMasterKeyNodes(db)
    if ((await selectDeployment(db))?.rotation?.phase === 'announced')
      await updateDeployment(db, { rotation: undefined })
  })

/**
 * Makes the next key that of the database, and tells every organization's audit trail.
 * @returns false where something is left under the former key
 */
export const finishRotation = (parts: Parts<'clock'>, next: MasterKey): Promise<boolean> =>
  transaction(parts, async (parts) => {
    const { db } = parts
    await lockDeployment(db)
    for (const column of encryptedColumnNames) {
      const left = await selectEncryptedValues(db, column, { limit: 1, notBeginningWith: prefixOfKey(next.id) })
      if (left.length > 0) return false
    }
    const former = (await selectDeployment(db))?.masterKeyFingerprint
    if (former === next.fingerprint) return true
    await updateDeployment(db, { masterKeyFingerprint: next.fingerprint, rotation: undefined })
    await deleteMasterKeyNodes(db)
    for (const { key } of await listOrganizations(parts)) {
      await recordChange(parts, systemPrincipal(key, 'portico master-key rotate'), {
        action: 'master-key.rotated',
        entity: { type: 'master-key', key: next.id, name: null },
        after: { masterKey: next.id },
      })
    }
    return true
  })
