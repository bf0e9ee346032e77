import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { prepareDataFolder } from './data-folder.ts'
import { SettingError } from './settings.ts'

/** What the deployment's master key is used for: private keys at rest and the keyed hash of client secrets. */
export interface Vault {
  /** AES-256-GCM with a random nonce. `context` must be the same when decrypting, so that values cannot be exchanged. */
  encrypt(plain: string, context: string): string
  decrypt(encrypted: string, context: string): string
  /** HMAC-SHA-256, base64url. */
  hash(value: string): string
  /** Identifies the master key, so that a database refuses another one. It reveals nothing about the key. */
  fingerprint: string
}

/**
 * The master key: PORTICO_MASTER_KEY (32 bytes in base64 or hex), else the file master.key of the data folder. Several
 * nodes on one PostgreSQL need the same key.
 * @param create makes the file where there is none: for a database that nothing was written to yet
 * @throws SettingError
 */
export async function openVault(
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
  { create }: { create: boolean },
): Promise<Vault> {
  const given = environment.PORTICO_MASTER_KEY
  if (given !== undefined) return createVault(decodeKey(given, 'PORTICO_MASTER_KEY'))
  const file = join(dataFolder, 'master.key')
  const text = (await readFile(file, 'utf8').catch(ignoreMissing)) ?? (create ? await createKeyFile(file) : undefined)
  if (text === undefined) {
    throw new SettingError(
      `PORTICO_MASTER_KEY: it is not set, and there is no ${file}. Give the master key that the database was written with.`,
    )
  }
  return createVault(decodeKey(text.trim(), file))
}

/** The vault of a master key of 32 bytes, from which the keys for each use are derived */
export function createVault(masterKey: Buffer): Vault {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', `portico ${purpose}`, 32))
  const encryptionKey = derive('encryption')
  // As a KeyObject it is prepared once, not for each of the many tokens.
  const hashKey = createSecretKey(derive('secret hash'))
  return {
    encrypt(plain, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    decrypt(encrypted, context) {
      const bytes = Buffer.from(encrypted, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    hash: (value) => createHmac('sha256', hashKey).update(value).digest('base64url'),
    fingerprint: createHmac('sha256', derive('fingerprint')).update('portico').digest('base64url'),
  }
}

function decodeKey(text: string, source: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== 32) throw new SettingError(`${source}: the master key must be 32 bytes in base64 or hex.`)
  return key
}

/** Written to another file, flushed and then linked, so that a crash or a second process never leaves half a key. */
async function createKeyFile(file: string): Promise<string> {
  prepareDataFolder(dirname(file))
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(temporary, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(temporary)
  return readFile(file, 'utf8')
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
