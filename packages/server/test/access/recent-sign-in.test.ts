import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Call, callsOf } from '@portico/testing/calls.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { assertProblem, type Received } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { type SignedIn, signedInMember } from '@portico/testing/signed-in-members.ts'
import { permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'
import { catalogue } from '../../src/problems/catalogue.ts'

const settings = '/api/management/v1/sign-in-settings'
const names = permissions.map(({ fullName }) => fullName)

/** What takes a recent sign-in, by the area in which an organization may ask for it. */
const expected = {
  'api-clients': [
    'ApiClient_Create',
    'ApiClient_Delete',
    'ApiClient_Edit',
    'ApiClient_EndSecret',
    'ApiClient_GenerateSecret',
    'ApiClient_Resume',
    'ApiClient_SetPermissions',
    'RegisteredApi_SetApiClientScopes',
  ],
  'organization-roles': [
    'OrganizationRole_CreateOrganizationRole',
    'OrganizationRole_DeleteOrganizationRole',
    'OrganizationRole_Duplicate',
    'OrganizationRole_UpdateOrganizationRole',
    'UserInvitations_InviteUser',
    'UserOrganizationRoles_GrantOrganizationRoleToUser',
    'UserOrganizationRoles_RevokeOrganizationRoleForUser',
  ],
  'mail-settings': ['MailSettings_Delete', 'MailSettings_Write', 'MailTemplates_Write'],
  'identity-providers': [
    'IdentityProvider_Assign',
    'IdentityProvider_Create',
    'IdentityProvider_Delete',
    'IdentityProvider_Edit',
    'IdentityProvider_Trust',
    'RegisteredApi_Create',
    'RegisteredApi_Delete',
    'RegisteredApi_Edit',
    'RegisteredApi_SetRelyingPartyScopes',
    'RelyingParty_Create',
    'RelyingParty_Delete',
    'RelyingParty_Edit',
    'RelyingParty_EndSecret',
    'RelyingParty_GenerateSecret',
    'SamlKeys_Rotate',
  ],
}
const always = [
  'SignInSettings_Edit',
  'SigningKeys_Rotate',
  'UserAuthenticator_Remove',
  'UserBuiltInProfile_Add',
  'UserIdentityProvider_Link',
  'UserIdentityProvider_Unlink',
  'UserInvitations_CreateLink',
  'UserInvitations_InviteExistingUser',
  'UserOffboarding_Offboard',
  'UserPasskeys_Remove',
  'UserPassword_SendReset',
  'UserSessions_End',
  'UserSessions_EndAll',
]

describe('A recent sign-in', () => {
  let server: TestServer
  let clock: TestClock
  let calls: Call[]
  let member: SignedIn
  let client: Caller

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine: anyEngine, clock, environment: { PORTICO_RATE_LIMIT: 'off' } })
    client = await server.caller(...names)
    calls = await callsOf(server, client.token)
    member = await signedInMember(server, ...names)
  })

  /** The operations that refuse the sender because the sign-in was too long ago. */
  async function refused(send: (method: string, path: string, body: object | undefined) => Promise<Received>) {
    const answers: string[] = []
    for (const { operationId, method, harmlessRequest } of calls) {
      const { body } = await send(method, harmlessRequest.url, harmlessRequest.body)
      if (body?.errorCode === catalogue.sign_in_not_recent.code) answers.push(operationId)
    }
    return answers.sort()
  }
  const refusedToMember = () => refused((method, path, body) => member.send(method, path, { body }))

  test('is needed for no operation just after the sign-in', async () => {
    assert.deepEqual(await refusedToMember(), [])
  })

  test('is needed later, for what outlives the session', async () => {
    clock.advance(15 * 60_000)
    const all = [...Object.values(expected).flat(), ...always].sort()
    assert.deepEqual(await refusedToMember(), all)
    for (const [method, path] of [
      ['POST', '/portal/account/authenticator'],
      ['POST', '/portal/account/passkeys/options'],
      ['DELETE', '/portal/account/passkeys/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'],
      ['DELETE', '/portal/account/sessions'],
      ['DELETE', '/portal/account/sessions/018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'],
    ] as const)
      assertProblem(await member.send(method, path, { body: {} }), 'sign_in_not_recent')
  })

  test('is never needed from API clients', async () => {
    assert.deepEqual(await refused(client.call), [])
  })

  test('is needed in the areas alone that the organization chose, and always for these settings and how others sign in', async () => {
    for (const [area, operations] of Object.entries(expected)) {
      assert.equal((await client.call('PATCH', settings, { recentSignInRequiredFor: [area] })).status, 204)
      assert.deepEqual(await refusedToMember(), [...operations, ...always].sort(), area)
    }
    await client.call('PATCH', settings, { recentSignInRequiredFor: [] })
    assert.deepEqual(await refusedToMember(), always)
    const answer = await member.send('PATCH', settings, { body: { recentSignInMinutes: 720 } })
    assertProblem(answer, 'sign_in_not_recent', 'the last 15 minutes')
    await client.call('PATCH', settings, { recentSignInMinutes: 16 })
    assert.equal((await member.send('PATCH', settings, { body: { recentSignInMinutes: 1 } })).status, 204)
    assertProblem(await member.send('PATCH', settings, { body: { recentSignInMinutes: 720 } }), 'sign_in_not_recent')
  })
})
