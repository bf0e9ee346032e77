import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { seedUsers } from './seed-users.ts'

const management = '/api/management/v1'

onBothEngines('Users by their e-mails, and as CSV', (engine) => {
  let server: TestServer
  let manager: Caller

  before(async () => {
    server = await startTestServer({ engine, environment: { PORTICO_RATE_LIMIT: 'off' } })
    manager = await server.caller('User and access management > Manage users')
    const users = Array.from({ length: 600 }, (_, n) => ({
      ...{ name: `=${n}`, email: `u${n}@found.example.com`, status: 'Inactive' as const },
    }))
    await seedUsers(server.context, server.organizationKey, users)
  })

  test('e-mails are looked up, those of nobody and of nobody whom the caller sees as none', async () => {
    const emails = ['U1@Found.example.com', 'nobody@found.example.com', 'no e-mail']
    const found = await manager.call('POST', `${management}/user-lookups`, { emails })
    assert.deepEqual(
      found.body.results.map(({ email, user }: { email: string; user: { email: string } | null }) => [
        email,
        user?.email,
      ]),
      [
        ['U1@Found.example.com', 'u1@found.example.com'],
        ['nobody@found.example.com', undefined],
        ['no e-mail', undefined],
      ],
    )
    const blind = await server.caller('User and access management > View members')
    const hidden = await blind.call('POST', `${management}/user-lookups`, { emails: emails.slice(0, 1) })
    assert.equal(hidden.body.results[0].user, null)
  })

  test('users are exported by the filters of the list, more than one part of them', async () => {
    const { text, headers } = await manager.call('GET', `${management}/user-export?domains=found.example.com`)
    const lines = text.split('\r\n')
    assert.equal(lines.length, 602)
    assert.match(lines[0] ?? '', /^\ufeff?key,name,email,status,isMember,isEndUser,lastLoginAt$/)
    assert.match(lines[1] ?? '', /,'=0,u0@found\.example\.com,Inactive,false,false,$/)
    assert.match(headers['content-disposition'] ?? '', /filename="users\.csv"/)
    const names = ['Schlüssel', '=Name', 'E-Mail', 'Status', 'Mitglied', 'Endbenutzer', 'Letzte Anmeldung']
    const heads = (given: string[]) => given.map((name) => `columnNames=${encodeURIComponent(name)}`).join('&')
    const path = `${management}/user-export?domains=nowhere.example&`
    const named = await manager.call('GET', path + heads(names))
    assert.match(named.text, /^\ufeff?Schlüssel,'=Name,E-Mail,Status,Mitglied,Endbenutzer,Letzte Anmeldung\r\n$/)
    for (const wrong of [[...names, 'x'], names.slice(1)]) {
      const refused = await manager.call('GET', path + heads(wrong))
      assertProblem(refused, 'invalid_parameter', 'columnNames must have exactly 7 values.')
      assertProblem(refused, 'invalid_parameter', 'in this order: key, name, email, status, isMember,')
    }
    const blind = await server.caller('User and access management > View members')
    assert.equal(
      (await blind.call('GET', `${management}/user-export?domains=found.example.com`)).text.split('\r\n').length,
      2,
    )
  })
})
