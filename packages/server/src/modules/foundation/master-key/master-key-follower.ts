import { hostname } from 'node:os'
import { idOfFingerprint } from '../../../config/master-key.ts'
import { readNextMasterKey } from '../../../config/read-master-keys.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { periodicTask } from '../../../db/periodic-task.ts'
import { selectDeployment } from './deployment-repository.ts'
import { deleteMasterKeyNodes, upsertMasterKeyNode } from './master-key-nodes-repository.ts'

const followMilliseconds = 1_000

/**
 * Follows a rotation of the master key on this node: says whether the next key is known, encrypts with it once the
 * rotation is under way, and forgets the former one at its end.
 */
export function createMasterKeyFollower(parts: Parts<'clock' | 'config' | 'vault' | 'log'>) {
  const { db, clock, config, log } = parts
  const { keys } = parts.vault
  const node = { key: newKey(clock.now()), name: `${hostname()}, process ${process.pid}` }
  let hasAnswered = false
  // It may have been opened while a rotation was under way that has ended since.
  let isUnderWay = keys.all.length > 1 && keys.current.id !== keys.given

  /** Where the next key is a file, it may have been made since this process began. */
  async function learn(id: string): Promise<boolean> {
    if (keys.find(id)) return true
    const next = await readNextMasterKey(config.dataFolder, {})
    if (next?.id !== id) return false
    keys.add(next)
    return true
  }

  const missing = (id: string): void =>
    log.error(
      { masterKey: id },
      'the master key was rotated to one that this process does not have: restart it with that',
    )

  function settle(id: string): void {
    if (keys.current.id === id && !isUnderWay) return
    if (!keys.use(id)) {
      missing(id)
      return
    }
    keys.forgetOthers()
    isUnderWay = false
    hasAnswered = false
    log.info({ masterKey: id }, 'the master key was rotated')
  }

  async function follow(): Promise<void> {
    const deployment = await selectDeployment(db)
    if (!deployment) return
    const { masterKeyFingerprint, rotation } = deployment
    if (!rotation) return settle(idOfFingerprint(masterKeyFingerprint))
    const next = idOfFingerprint(rotation.nextFingerprint)
    const knowsNext = await learn(next)
    if (rotation.phase === 'under-way') {
      isUnderWay = true
      if (!keys.use(next)) missing(next)
    }
    hasAnswered = true
    await upsertMasterKeyNode(db, { ...node, knowsNext, encryptsWithNext: keys.current.id === next })
  }

  const task = periodicTask(followMilliseconds, follow, (err) =>
    log.warn({ err }, 'it could not be read whether the master key is being rotated'),
  )
  return {
    follow,
    start: task.start,
    async stop() {
      await task.stop()
      if (hasAnswered) await deleteMasterKeyNodes(db, node.key).catch(() => {})
    },
  }
}
