import { createSecretKey, randomBytes } from 'node:crypto'
import { masterKeyOf } from '@portico/server/config/master-key.ts'
import { MasterKeys } from '@portico/server/config/master-keys.ts'
import { createVault, hashPurposes, type Vault } from '@portico/server/config/vault.ts'

/** A vault with keys of its own, for what is tested without a server. */
export const testVault = (keys = new MasterKeys(masterKeyOf(randomBytes(32)))): Vault =>
  createVault(keys, new Map(hashPurposes.map((purpose) => [purpose, createSecretKey(randomBytes(32))])))
