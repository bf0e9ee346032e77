import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { HashCost } from '../../../config/hash-cost.ts'
import { Problem } from '../../../problems/problem.ts'

/** The first of OWASP's equivalent settings of argon2id: 46 MiB, one pass. On a server's core that takes 50 to 100 ms. */
const owasp: HashCost = { memory: 47_104, passes: 1, parallelism: 1 }
const tagLength = 32
const nonceLength = 16

/** Two at a time take 92 MiB and half of libuv's threads: files and DNS keep the others. */
const atOnce = 2
/** More would wait for longer than three seconds. */
const mostWaiting = 64

const derive = promisify(argon2)

export type PasswordHashes = ReturnType<typeof createPasswordHashes>

/**
 * Makes and checks the hashes of passwords, off the main thread and only so many at once. Hashes of another cost stay
 * valid, and are renewed at the next sign-in.
 */
export function createPasswordHashes(cost = owasp) {
  const waiting: (() => void)[] = []
  let running = 0
  let computed = 0

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) {
        throw new Problem('sign_in_busy', 'Too many passwords are being checked. Try again.', { 'retry-after': '3' })
      }
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The next one takes this place: no new request can take it in between.
      if (next) next()
      else running--
    }
  }

  const compute = (password: string, nonce: Buffer, { memory, passes, parallelism }: HashCost) =>
    inTurn(() => {
      computed++
      // The same letter can be typed in several Unicode forms (NIST SP 800-63B, section 3.1.1.2).
      const message = password.normalize('NFKC')
      return derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength })
    })

  // Passwords of unknown users are compared with this hash, which no password has.
  const unknownUser = { cost, nonce: randomBytes(nonceLength), tag: randomBytes(tagLength) }

  return {
    /**
     * In the PHC string format.
     * @throws Problem sign_in_busy
     */
    async make(password: string): Promise<string> {
      const nonce = randomBytes(nonceLength)
      const tag = await compute(password, nonce, cost)
      const { memory, passes, parallelism } = cost
      return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
    },

    /**
     * Takes as long where there is no hash, and answers false then.
     * @throws Problem sign_in_busy
     */
    async verify(hash: string | undefined, password: string): Promise<boolean> {
      const stored = hash === undefined ? unknownUser : parse(hash)
      const tag = await compute(password, stored.nonce, stored.cost)
      return timingSafeEqual(tag, stored.tag) && hash !== undefined
    },

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
