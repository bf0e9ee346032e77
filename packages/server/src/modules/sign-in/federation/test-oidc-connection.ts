import { type Configuration, genericGrantRequest, ResponseBodyError, randomPKCECodeVerifier } from 'openid-client'
import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { type ConnectionStep, type ConnectionStepName, passed, skipped } from './connection-test.ts'
import { openProviderClient, type ProviderClientParts, type ReachedAt, redirectUriOf } from './open-provider-client.ts'
import { fetchDocument, type ProviderDocuments } from './provider-documents.ts'
import { ProviderFault } from './provider-fault.ts'
import { providerFaultOf } from './provider-fault-of.ts'
import { readProviderKeys } from './read-provider-keys.ts'

export type ConnectionTestParts = Omit<ProviderClientParts, 'providerDocuments'> & Parts<'log'>

/** No provider has given it. */
const unknownCode = 'connection-test'

/**
 * Tries what an OpenID provider says of itself, its keys, and the client ID with its secret. Everything is read anew. After
 * a step that failed, the others are left out.
 */
export async function testOidcConnection(
  parts: ConnectionTestParts,
  organization: ReachedAt,
  provider: StoredIdentityProvider,
): Promise<ConnectionStep[]> {
  const read = new Map<string, ReturnType<typeof fetchDocument>>()
  const providerDocuments: ProviderDocuments = {
    async read(organizationKey, url) {
      const reading = read.get(url) ?? fetchDocument(parts, organizationKey, url)
      read.set(url, reading)
      return (await reading).document
    },
  }
  const fresh = { ...parts, providerDocuments }
  const steps: ConnectionStep[] = []
  const attempt = async <T>(step: ConnectionStepName, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      const fault = providerFaultOf(error)
      parts.log.info({ identityProvider: provider.name, step, kind: fault.kind, detail: fault.detail }, 'a test failed')
      steps.push({ step, outcome: 'failed', reason: fault.kind, detail: fault.message })
      return undefined
    }
  }

  const opened = await attempt('discovery', () => openProviderClient(fresh, organization, provider))
  if (!opened) return [...steps, ...left('keys', 'credentials')]
  const { client, metadata } = opened
  steps.push(
    provider.oidc?.discoveryUrl === null
      ? skipped('discovery', 'There is no discovery URL: the addresses of the configuration are used.')
      : passed('discovery', `The provider calls itself ${metadata.issuer}.`),
  )
  const keys = await attempt('keys', () => readProviderKeys(fresh, organization.key, metadata))
  if (!keys) return [...steps, ...left('credentials')]
  steps.push(passed('keys', `${keys.keys.length === 1 ? '1 key was' : `${keys.keys.length} keys were`} read.`))
  const credentials = await attempt('credentials', () =>
    tryCredentials(client, redirectUriOf(organization, provider.key)),
  )
  if (credentials) steps.push(credentials)
  return steps
}

const left = (...names: ConnectionStepName[]): ConnectionStep[] =>
  names.map((name) => skipped(name, 'Not tried, since a step before it failed.'))

/** A provider looks at the client first: where it refuses the code alone, it has taken the client. */
async function tryCredentials(client: Configuration, redirectUri: string): Promise<ConnectionStep> {
  try {
    await genericGrantRequest(client, 'authorization_code', {
      code: unknownCode,
      redirect_uri: redirectUri,
      code_verifier: randomPKCECodeVerifier(),
    })
  } catch (error) {
    if (error instanceof ResponseBodyError && error.error === 'invalid_grant') {
      return passed(
        'credentials',
        'The provider takes the client ID, and the secret as far as it says before a sign-in.',
      )
    }
    if (error instanceof ResponseBodyError && error.error === 'invalid_request') {
      const words = 'The provider does not tell before a sign-in whether it takes the client ID and the secret.'
      return skipped('credentials', words)
    }
    throw error
  }
  throw new ProviderFault('refused', 'The provider takes a code that it has not given.')
}
