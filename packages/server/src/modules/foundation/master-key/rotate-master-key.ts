import { setTimeout } from 'node:timers/promises'
import { encryptedColumnNames } from '../../../config/encrypted-columns.ts'
import type { MasterKey } from '../../../config/master-key.ts'
import { SettingError } from '../../../config/settings.ts'
import type { Database } from '../../../db/database.ts'
import { eraseDeletedData } from '../../../db/erase-deleted-data.ts'
import type { Parts } from '../../../db/parts.ts'
import { type MasterKeyNode, selectMasterKeyNodes } from './master-key-nodes-repository.ts'
import { type MasterKeyProof, proveMasterKey } from './prove-master-key.ts'
import { reencryptColumn } from './reencrypt-column.ts'
import { announceRotation, beginRotation, cancelRotation, finishRotation, rotationIsDone } from './rotation-phases.ts'

type RotationParts = Parts<'clock' | 'vault' | 'config'> & { database: Database }

interface RotationOptions {
  /** Tells the person at the terminal how far it is */
  tell(line: string): void
  /** How long nodes have for their first answer. They look every second. */
  answerMilliseconds?: number
  /** How long after the last node encrypts with the next key what it had begun before may take */
  settleMilliseconds?: number
}

/** A node that has not answered for so long has ended: it learns the key when it starts again. */
const silentMilliseconds = 15_000
const pollMilliseconds = 200

/**
 * Encrypts everything again under the next master key, while servers run, and proves that nothing is left under the
 * former one. Where it was interrupted, at any moment, calling it again goes on; where it was done, it proves it again.
 * @throws SettingError where a node does not know the next key: nothing has changed then
 */
export async function rotateMasterKey(
  parts: RotationParts,
  next: MasterKey,
  { tell, answerMilliseconds = 5_000, settleMilliseconds = 3_000 }: RotationOptions,
): Promise<MasterKeyProof> {
  const { keys } = parts.vault
  if (!(await rotationIsDone(parts, next))) {
    await announceRotation(parts, next)
    tell(`Asking the nodes whether they know the key ${next.id}.`)
    await untilNodesAnswered(parts, answerMilliseconds)
    await beginRotation(parts, next)
    keys.use(next.id)
    await untilNodesEncryptWithNext(parts, tell)
    await reencryptAll(parts, tell)
    // A request that had encrypted a value before its node changed over may store it until now.
    await setTimeout(settleMilliseconds)
    do await reencryptAll(parts, tell)
    while (!(await finishRotation(parts, next)))
  }
  keys.use(next.id)
  await reencryptAll(parts, tell)
  await eraseDeletedData(parts.database, parts.config, tablesOf(encryptedColumnNames))
  return proveMasterKey(parts, next)
}

/** @throws SettingError as soon as one says that it does not know the next key */
async function untilNodesAnswered(parts: RotationParts, milliseconds: number): Promise<void> {
  const ends = performance.now() + milliseconds
  let lacking: MasterKeyNode[] = []
  while (lacking.length === 0 && performance.now() < ends) {
    await setTimeout(pollMilliseconds)
    lacking = (await selectMasterKeyNodes(parts.db)).filter(({ knowsNext }) => !knowsNext)
  }
  if (lacking.length === 0) return
  await cancelRotation(parts)
  throw new SettingError(
    `these nodes do not know the next master key: ${lacking.map(({ name }) => name).join('; ')}. Give it to them in PORTICO_MASTER_KEY_NEXT, restart them one after the other, and run this again.`,
  )
}

async function untilNodesEncryptWithNext({ db }: RotationParts, tell: (line: string) => void): Promise<void> {
  const heard = new Map<string, { answers: number; at: number }>()
  for (;;) {
    const waiting = (await selectMasterKeyNodes(db)).filter((node) => {
      const last = heard.get(node.key)
      const isNew = !last || last.answers !== node.answers
      if (isNew) heard.set(node.key, { answers: node.answers, at: performance.now() })
      const isSilent = !isNew && performance.now() - last.at > silentMilliseconds
      return !node.encryptsWithNext && !isSilent
    })
    if (waiting.length === 0) break
    await setTimeout(pollMilliseconds)
  }
  tell(`${heard.size} ${heard.size === 1 ? 'node encrypts' : 'nodes encrypt'} with it.`)
}

async function reencryptAll(parts: RotationParts, tell: (line: string) => void): Promise<void> {
  for (const column of encryptedColumnNames) {
    const count = await reencryptColumn(parts, column)
    if (count > 0) tell(`${column}: ${count} encrypted again.`)
  }
}

const tablesOf = (columns: readonly string[]): string[] => [
  ...new Set(columns.map((column) => column.split('.')[0] ?? '')),
]
