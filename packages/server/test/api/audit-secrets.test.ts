import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { contentsOf } from '../support/contents.ts'
import { engines } from '../support/databases.ts'
import { type Received, send } from '../support/requests.ts'
import { startTestServer } from '../support/server.ts'

const clients = '/api/management/v1/api-clients'
const providers = '/api/management/v1/identity-providers'
const users = '/api/identity/v1/users'

for (const engine of engines) {
  describe(`Secrets (${engine})`, () => {
    it('are in no audit entry, whatever is written, as they are or encrypted or hashed', async () => {
      const server = await startTestServer({ engine, sample: true })
      const { token } = await server.caller(
        'Manage API clients',
        'Manage authentication',
        'Manage users',
        'View audit trail',
        'Manage Email configurations',
      )
      const secrets: string[] = []
      const write = async (status: number, method: string, path: string, body?: object): Promise<Received['body']> => {
        const answer = await send(server.url, method, path, { token, body })
        assert.equal(answer.status, status, `${method} ${path} ${answer.text}`)
        if (answer.body?.clientSecret) secrets.push(answer.body.clientSecret)
        return answer.body
      }

      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] }
      const client = await write(201, 'POST', clients, { name: 'Audited', permissions: [{ name: 'Manage users' }] })
      const clientUrl = `${clients}/${client.key}`
      await write(204, 'PATCH', clientUrl, { name: 'Renamed', jwks })
      await write(200, 'PUT', `${clientUrl}/permissions`, { permissions: [{ name: 'View members' }] })
      await write(201, 'POST', `${clientUrl}/secrets`, { overlapHours: 24 })
      await write(201, 'POST', `${clientUrl}/secrets`, {})
      await write(204, 'POST', `${clientUrl}/suspend`)
      await write(204, 'POST', `${clientUrl}/resume`)
      await write(204, 'POST', `${clientUrl}/suspend`)
      const { db } = server.context.database
      const hashes = await db.selectFrom('api_client_secrets').select('hash').execute()
      await write(204, 'DELETE', clientUrl)
      const user = await write(201, 'POST', users, { email: 'secret@example.com', addToBuiltInIdentityProvider: true })
      await write(204, 'PATCH', `${users}/${user.key}`, { name: 'Changed', isActive: false })
      await write(202, 'POST', `${users}/bulk`, { records: [{ email: 'bulk@example.com' }] })
      await write(204, 'DELETE', `${users}/${user.key}`)
      await server.context.signingKeys.rotate(server.system, { algorithm: 'ES256' })
      assert.equal(secrets.length, 3)

      secrets.push('the-first-secret-of-a-provider', 'the-second-secret-of-a-provider')
      const [first, second] = secrets.slice(-2)
      const oidcConfiguration = {
        discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
        clientId: 'portico',
        clientSecret: first,
      }
      const provider = await write(201, 'POST', providers, { name: 'Corporate', type: 'OIDC', oidcConfiguration })
      await write(204, 'PATCH', `${providers}/${provider.key}`, { oidcConfiguration: { clientSecret: second } })
      const encrypted = await db.selectFrom('identity_providers').select('client_secret_encrypted').execute()
      secrets.push(...encrypted.flatMap((row) => row.client_secret_encrypted ?? []))
      assert.equal(secrets.length, 6)
      await write(204, 'DELETE', `${providers}/${provider.key}`)

      secrets.push('the-password-of-a-mail-server')
      const mailServer = {
        host: 'mail.example.com',
        port: 587,
        security: 'starttls',
        fromAddress: 'portico@example.com',
      }
      const signIn = { username: 'portico', password: secrets.at(-1) }
      await write(204, 'PUT', '/api/management/v1/mail-settings', { ...mailServer, ...signIn })
      const mailSettings = await db.selectFrom('mail_settings').select('password_encrypted').execute()
      secrets.push(...mailSettings.flatMap((row) => row.password_encrypted ?? []))
      assert.equal(secrets.length, 8)
      await write(204, 'DELETE', '/api/management/v1/mail-settings')

      secrets.push(token, ...hashes.map(({ hash }) => hash))
      const keys = await db.selectFrom('signing_keys').select(['private_key_encrypted']).execute()
      secrets.push(...keys.map((key) => key.private_key_encrypted))
      const entries = ((await contentsOf(db)).audit_entries ?? []).join('\n')
      for (const action of [
        'api-client.secret-generated',
        'api-client.deleted',
        'signing-key.rotated',
        'identity-provider.updated',
        'mail-settings.updated',
        'mail-settings.deleted',
      ])
        assert.ok(entries.includes(action), action)
      assert.doesNotMatch(entries, /ptcs_|BEGIN|"d\\?":/)
      for (const secret of secrets) assert.ok(!entries.includes(secret), secret)
      const { text } = await send(server.url, 'GET', '/api/management/v1/audit-entries/export', { token })
      for (const secret of secrets) assert.ok(!text.includes(secret), secret)
    })
  })
}
