import assert from 'node:assert/strict'
import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { storeEncryptedValues } from '@portico/testing/encrypted-values.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { keyIdOf } from '../../../config/cipher.ts'
import { encryptedColumnNames } from '../../../config/encrypted-columns.ts'
import { convertFormerValues } from './convert-former-values.ts'
import { type EncryptedValue, selectEncryptedValues, updateEncryptedValue } from './encrypted-values-repository.ts'
import { openDeploymentVault } from './open-deployment-vault.ts'
import { proveMasterKey } from './prove-master-key.ts'

/** What each column's values were bound to */
const contexts: Record<string, (row: EncryptedValue['row']) => string> = {
  'signing_keys.private_key_encrypted': (row) => `signing-key ${row.organization_key} ${row.key}`,
  'mail_settings.password_encrypted': (row) => `mail-settings ${row.organization_key}`,
  'mails.content_encrypted': (row) => `mail ${row.organization_key} ${row.key}`,
  'identity_providers.client_secret_encrypted': (row) => `identity-provider ${row.organization_key} ${row.key}`,
  'authenticators.secret_encrypted': (row) => `authenticator ${row.organization_key} ${row.user_key}`,
}

onBothEngines('A database whose ciphertexts have no key id', (engine) => {
  test('is converted by the first start, and everything in it goes on working', async () => {
    const server = await startTestServer({ engine })
    const { context, organizationKey } = server
    const { db, vault, database, config } = context
    await storeEncryptedValues(context, organizationKey)
    const credentials = await server.createClient()
    const master = vault.keys.current
    const former = (plain: string, context: string): string => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', master.derive('encryption'), nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    }
    const plain = new Map<string, string>()
    for (const column of encryptedColumnNames) {
      for (const each of await selectEncryptedValues(db, column, { limit: 100 })) {
        const text = vault.decrypt(column, each.row as never, each.value)
        const contextOf = contexts[column]
        if (contextOf) await updateEncryptedValue(db, column, each, former(text, contextOf(each.row)))
        if (column === 'authenticators.recovery_codes_encrypted') await updateEncryptedValue(db, column, each, text)
        if (column !== 'hash_keys.key_encrypted') plain.set(column, text)
      }
    }
    // The migration deletes what is short-lived.
    await db.deleteFrom('authorization_records').execute()
    await db.deleteFrom('one_time_codes').execute()
    await db.deleteFrom('hash_keys').execute()
    const hash = createHmac('sha256', master.derive('secret hash')).update(credentials.clientSecret).digest('base64url')
    await db.updateTable('api_client_secrets').set({ hash }).execute()

    const opened = await openDeploymentVault(database, config.dataFolder, {})
    assert.equal(opened.hash('client secrets', credentials.clientSecret), hash)
    for (const column of encryptedColumnNames) {
      for (const { row, value } of await selectEncryptedValues(db, column, { limit: 100 })) {
        assert.equal(keyIdOf(value), master.id)
        if (plain.has(column)) assert.equal(opened.decrypt(column, row as never, value), plain.get(column), column)
      }
    }
    assert.equal((await proveMasterKey(context, master)).isProven, true)
    // A second node that starts at the same moment finds nothing left to do.
    await convertFormerValues(database, config, opened)
  })
})
