import type Provider from 'oidc-provider'
import { isDatabaseUnavailable } from '../../db/failures.ts'
import type { AuthorizationServerOptions } from '../options.ts'
import { basicChallenge } from '../token/error-answer.ts'
import { temporarilyUnavailable } from '../token/temporarily-unavailable.ts'

/** What the library would answer otherwise: to failures, to clients without credentials, to a missing response type. */
export function adaptAnswers(
  provider: Provider,
  { issuer, log }: Pick<AuthorizationServerOptions, 'issuer' | 'log'>,
): void {
  reportFailures(provider, log)
  challengeClients(provider, issuer)
  nameMissingResponseType(provider)
}

/** Failures that are not the caller's fault: a missing database passes and is a warning, everything else is an error. */
function reportFailures(provider: Provider, log: AuthorizationServerOptions['log']): void {
  provider.on('server_error', (ctx, error) => {
    if (!isDatabaseUnavailable(error)) return log.error({ err: error }, 'a sign-in failed')
    log.warn({ err: error }, 'a sign-in failed because the database is not available')
    const { status, headers = {}, ...body } = temporarilyUnavailable
    ctx.status = status
    ctx.set(headers)
    ctx.body = body
  })
  // Koa prints errors that have no listener.
  provider.on('error' as 'server_error', (error: unknown) => log.error({ err: error }, 'a sign-in failed'))
}

/** The library asks only those for credentials who have sent some. */
function challengeClients(provider: Provider, issuer: string): void {
  provider.on('grant.error', (ctx, { status, error, error_description = '' }) => {
    if (status === 401) ctx.set('WWW-Authenticate', basicChallenge(issuer, { error, error_description }))
  })
}

/** The library looks for the way back before it looks for `response_type`, on which that way depends. */
function nameMissingResponseType(provider: Provider): void {
  const client = provider.Client.prototype as unknown as { responseModeAllowed(...given: unknown[]): boolean }
  const isAllowed = client.responseModeAllowed
  client.responseModeAllowed = function (mode, ...others) {
    return mode === undefined || isAllowed.call(this, mode, ...others)
  }
}
