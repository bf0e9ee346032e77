import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { HashCost } from '../../../config/hash-cost.ts'
import { unicodeForm } from '../../../db/fold.ts'
import { createHashTurns, type HashSource } from './hash-turns.ts'

/** The first of OWASP's equivalent settings of argon2id: 46 MiB, one pass. On a server's core that takes 50 to 100 ms. */
const owasp: HashCost = { memory: 47_104, passes: 1, parallelism: 1 }
const tagLength = 32
const nonceLength = 16

const derive = promisify(argon2)

/** Computes hashes, while it is this request's turn. */
export interface HashTurn {
  /** In the PHC string format */
  make(password: string): Promise<string>
  /** Takes as long where there is no hash, and answers false then. */
  verify(hash: string | undefined, password: string): Promise<boolean>
}

export type PasswordHashes = ReturnType<typeof createPasswordHashes>

/**
 * Makes and checks the hashes of passwords, off the main thread and only so many at once, in turns that are fair (see
 * `createHashTurns`). Hashes of another cost stay valid, and are renewed at the next sign-in.
 */
export function createPasswordHashes(cost = owasp) {
  const turns = createHashTurns()
  let computed = 0

  const compute = (password: string, nonce: Buffer, { memory, passes, parallelism }: HashCost) => {
    computed++
    // The same letter can be typed in several Unicode forms (NIST SP 800-63B, section 3.1.1.2).
    const message = unicodeForm(password)
    return derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength })
  }

  // Passwords of unknown users are compared with this hash, which no password has.
  const unknownUser = { cost, nonce: randomBytes(nonceLength), tag: randomBytes(tagLength) }

  const turn: HashTurn = {
    async make(password) {
      const nonce = randomBytes(nonceLength)
      const tag = await compute(password, nonce, cost)
      const { memory, passes, parallelism } = cost
      return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
    },

    async verify(hash, password) {
      const stored = hash === undefined ? unknownUser : parse(hash)
      const tag = await compute(password, stored.nonce, stored.cost)
      return timingSafeEqual(tag, stored.tag) && hash !== undefined
    },
  }

  return {
    /**
     * Waits for a turn, and does the work in it. Until then nothing has happened that a refusal would have to undo.
     * @throws Problem sign_in_busy
     */
    inTurn: <T>(source: HashSource, work: (turn: HashTurn) => Promise<T>): Promise<T> =>
      turns.run(source, () => work(turn)),

    /** A turn for one hash. @throws Problem sign_in_busy */
    make: (password: string, source: HashSource): Promise<string> => turns.run(source, () => turn.make(password)),

    /** Whether the hash was made at another cost than that of today. */
    isOutdated(hash: string): boolean {
      const { memory, passes, parallelism } = parse(hash).cost
      return memory !== cost.memory || passes !== cost.passes || parallelism !== cost.parallelism
    },

    /** How many were computed: tests check that unknown users cost as much as known ones. */
    computed: (): number => computed,
  }
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parse(hash: string) {
  const [, memory, passes, parallelism, nonce = '', tag = ''] = phc.exec(hash) ?? []
  if (!memory) throw new Error('a stored password hash is not in the format of argon2id')
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}
