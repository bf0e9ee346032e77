import assert from 'node:assert/strict'
import { send } from './requests.ts'

/** What ODC's page tells to give the API client. */
export const walkThroughPermissions = ['Asset management > Open', 'Manage users', 'View stage']

/**
 * ODC documents how a program creates a user and gives them a role: the asset's key from the asset repository, the role
 * of the asset in a stage, then the user and the grant. Each request is sent as it stands there, to a server with the
 * sample.
 */
export async function walkThrough(url: string, token: string): Promise<void> {
  const request = async (method: string, path: string, body?: object) => {
    const answer = await send(url, method, `/api${path}`, {
      token,
      headers: { accept: 'application/json' },
      ...(body && { body }),
    })
    assert.ok(answer.status < 300, `${method} ${path} ${answer.status} ${answer.text}`)
    return answer
  }

  const assets = await request('GET', '/asset-repository/v1/assets?nameContains=customer%20portal&limit=10&offset=0')
  const [{ assetKey, name }] = assets.body.results
  assert.deepEqual([name, assets.body.page.totalResults], ['Customer Portal', 1])

  const stages = await request('GET', '/portfolios/v2/environments')
  const { key: environmentKey } = stages.body.results.find((one: { name: string }) => one.name === 'Production')

  const query = `assetKey=${assetKey}&environmentKey=${environmentKey}&limit=100&offset=0`
  const roles = await request('GET', `/identity/v1/application-roles?${query}`)
  const role = roles.body.results.find((one: { name: string }) => one.name === 'Support agent')
  assert.deepEqual([role.assetKey, role.environmentKey], [assetKey, environmentKey])

  const user = { name: 'Grace Walker', email: 'grace.walker@example.com', isActive: true, photoUrl: '' }
  const created = await request('POST', '/identity/v1/users', user)
  assert.equal(created.status, 201)
  const { key } = created.body

  const granted = await request('POST', `/identity/v1/users/${key}/application-roles/${role.key}`)
  assert.deepEqual([granted.status, granted.text], [201, ''])

  const held = await request('GET', `/identity/v1/users/${key}/application-roles?limit=10&offset=0`)
  assert.deepEqual(
    held.body.results.map((one: { key: string; isDirectlyAssigned: boolean }) => [one.key, one.isDirectlyAssigned]),
    [[role.key, true]],
  )
  const holders = await request('GET', `/identity/v1/users?nameOrEmailContains=grace.walker&hasApplicationRoles=true`)
  assert.deepEqual([holders.body.results[0].key, holders.body.page.totalResults], [key, 1])
}
