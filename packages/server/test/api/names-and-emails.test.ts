import assert from 'node:assert/strict'
import { domainToASCII } from 'node:url'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, callWith, type Received } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

const [identity, management] = ['/api/identity/v1', '/api/management/v1']

onBothEngines('Names and e-mails', (engine) => {
  let server: TestServer
  let call: (method: string, path: string, body?: object) => Promise<Received>
  let environmentKey: string
  before(async () => {
    server = await startTestServer({ engine })
    call = await server.caller(
      ...['Manage users', 'Manage end-user groups', 'Manage organization roles', 'Manage portfolio', 'Manage stages'],
      ...['Manage API clients', 'Manage authentication', 'Create assets', 'Change assets'],
    )
    environmentKey = server.environments[0]?.key ?? ''
  })

  const keyOf = ({ status, text, body }: Received): string => {
    assert.ok(status < 300, text)
    return body.key ?? body.orgRoleKey ?? body.externalKey
  }
  const emailsFound = async (query: Record<string, string>): Promise<string[]> => {
    const { status, text, body } = await call('GET', `${identity}/users?${new URLSearchParams(query)}`)
    assert.equal(status, 200, text)
    return body.results.map(({ email, name }: { email: string; name: string }) => email ?? name)
  }

  test('sketch', () => assert.ok(environmentKey && domainToASCII('a') && callWith && assertProblem && management && keyOf && emailsFound))
})
