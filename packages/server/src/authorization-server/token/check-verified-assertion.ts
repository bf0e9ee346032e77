import type { JWTPayload } from 'jose'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { AuthorizationServerOptions } from '../options.ts'
import type { ApiClient } from './authenticate-api-clients.ts'
import { clientAssertionMaximumSeconds } from './client-authentication.ts'
import { invalidAssertion, invalidClient } from './error-answer.ts'
import { realmOf } from './keycloak-paths.ts'

const MAXIMUM_ID_LENGTH = 256

/**
 * Runs when the signature is right and before the assertion's id is remembered.
 * @param keyUsed told of the key that has signed
 */
export const checkVerifiedAssertion =
  (keyUsed: AuthorizationServerOptions['keyUsed']) =>
  (
    _ctx: KoaContextWithOIDC,
    claims: JWTPayload,
    header: { kid?: string },
    client: InstanceType<Provider['Client']>,
  ): void => {
    if ((client as ApiClient).registration.isSuspended) throw invalidClient('suspended')
    if ((claims.exp ?? 0) > Date.now() / 1000 + clientAssertionMaximumSeconds) {
      throw invalidAssertion(
        `client_assertion must expire within ${clientAssertionMaximumSeconds} seconds: bring its exp forward`,
      )
    }
    if ((claims.jti ?? '').length > MAXIMUM_ID_LENGTH) {
      throw invalidAssertion(`jti of client_assertion must have at most ${MAXIMUM_ID_LENGTH} characters`)
    }
    keyUsed?.((client as ApiClient).registration, header.kid)
  }

/** Refuses an assertion that was used before. The library's own way looks first and writes later, so two could pass. */
export function refuseReplayedAssertions(
  provider: Provider,
  options: Pick<AuthorizationServerOptions, 'rememberAssertion'>,
): void {
  provider.ReplayDetection.unique = async (clientId, assertionId, expiresAt) => {
    if (await options.rememberAssertion(clientId, assertionId, new Date(expiresAt * 1000))) return true
    throw invalidClient('usedAssertion')
  }
}

/**
 * Accepts an assertion for the URL that it is sent to also where that is an alias, and for that alias's realm, which
 * Keycloak's own clients name. For no other alias: one that was sent elsewhere is of no use here.
 */
export function acceptAssertionsForAliases(provider: Provider): void {
  const { prototype } = provider.OIDCContext
  const audiencesOf = prototype.clientJwtAuthExpectedAudience
  prototype.clientJwtAuthExpectedAudience = function (this: { ctx: KoaContextWithOIDC }) {
    const audiences = audiencesOf.call(this as never)
    const { alias } = this.ctx.state as { alias?: string }
    return alias === undefined ? audiences : audiences.add(alias).add(realmOf(alias))
  }
}
