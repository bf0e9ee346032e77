import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { acceptForms } from '../../../http/hooks/accept-forms.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import type {
  OrganizationDirectory,
  ReachedOrganization,
} from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { requestSource } from '../credentials/request-source.ts'
import { signedOutPath } from '../federation/signed-out-address.ts'
import { readRelayState } from './begin-saml-sign-in.ts'
import { checkLogoutResponse } from './check-logout-response.ts'
import { decodePostMessage, longestPostMessage } from './decode-post-message.ts'
import { mayBeginSignIn } from './may-begin-sign-in.ts'
import { postedMessagePage } from './posted-message-page.ts'
import { receiveLogoutRequest } from './receive-logout-request.ts'
import { receiveSamlResponse } from './receive-saml-response.ts'
import { readRedirect } from './redirect-url.ts'
import { requireSamlIsUsed } from './require-saml-is-used.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { type PostedMessage, postedMessageUse } from './send-message.ts'
import { getPublishedCertificates } from './service-provider-keys.ts'
import { serviceProviderMetadata } from './service-provider-metadata.ts'

type SamlParts = Parts<'clock' | 'vault' | 'log'> & OutgoingParts & { organizations: OrganizationDirectory }

const config = { permission: 'public' } as const
const hide = true
/** Percent-encoding makes some characters of base64 three times as long. */
const bodyLimit = longestPostMessage * 2

/** `/portal/saml`: what SAML providers and browsers on the way to and from them ask for */
export const samlRoutes =
  (parts: SamlParts): Routes =>
  async (app) => {
    app.removeContentTypeParser('application/json')
    acceptForms(app, bodyLimit)

    app.get('/saml/metadata', { config, schema: { hide } }, async (request, reply) => {
      const organization = await parts.organizations.find(request.hostname)
      await requireSamlIsUsed(parts, organization.key)
      const certificates = await getPublishedCertificates(parts, organization.key)
      return reply
        .type('application/samlmetadata+xml')
        .header('content-disposition', 'inline; filename="portico-metadata.xml"')
        .send(serviceProviderMetadata(organization, certificates))
    })

    app.get(
      '/saml/send',
      { config, schema: { hide, querystring: Type.Object({ message: Type.String({ maxLength: 16_000 }) }) } },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        const message = openMessage(parts, organization, request.query.message)
        const { html, contentSecurityPolicy } = postedMessagePage(message)
        return reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', contentSecurityPolicy)
          .header('cache-control', 'no-store')
          .send(html)
      },
    )

    // A page of the provider sends it here: it comes from another site, and carries no cookie of this one.
    app.post('/saml/acs', { config, bodyLimit, schema: { hide } }, async (request, reply) => {
      const organization = await parts.organizations.find(request.hostname)
      const { SAMLResponse: message, RelayState: relayState } = formOf(request)
      if (relayStateIsForeign(relayState) && (await mayBeginSignIn(parts, organization.key, message ?? ''))) {
        return reply.redirect(`${organization.basePath}/portal/sign-in`, 303)
      }
      try {
        const { uid, ticket } = await receiveSamlResponse(parts, organization, { message: message ?? '', relayState })
        return reply.redirect(`${organization.basePath}/portal/interactions/${uid}/external?ticket=${ticket}`, 303)
      } catch (error) {
        refuse(parts, organization, request, error)
        // The interaction finds no answer, and its page says so.
        const uid = readRelayState(relayState)?.uid
        const next =
          uid === undefined ? '/sign-in?problem=refused' : `/portal/interactions/${uid}/external?outcome=refused`
        return reply.redirect(organization.basePath + next, 303)
      }
    })

    app.get('/saml/logout', { config: { ...config, isCostly: true }, schema: { hide } }, async (request, reply) => {
      const organization = await parts.organizations.find(request.hostname)
      const query = request.url.slice(request.url.indexOf('?') + 1)
      const given = new URLSearchParams(query)
      if (given.has('SAMLResponse')) {
        const relayState = given.get('RelayState') ?? undefined
        await noteAnswer(parts, organization, request, { relayState, read: () => readRedirect(query) })
        return reply.redirect(returnOf(organization, relayState), 303)
      }
      try {
        const message = readRedirect(query)
        const source = requestSource(request)
        const next = await receiveLogoutRequest(parts, organization, { ...message, source })
        return reply.redirect(next ?? `${organization.basePath}/`, 303)
      } catch (error) {
        refuse(parts, organization, request, error)
        throw logoutRefused()
      }
    })

    app.post('/saml/logout', { config, bodyLimit, schema: { hide } }, async (request, reply) => {
      const organization = await parts.organizations.find(request.hostname)
      const { SAMLRequest: message, SAMLResponse: response = '', RelayState: relayState } = formOf(request)
      // From another site, without cookies: those come with the address that it goes on to.
      if (message === undefined) {
        const read = () => ({ xml: decodePostMessage(response) })
        await noteAnswer(parts, organization, request, { relayState, read })
        return reply.redirect(returnOf(organization, relayState), 303)
      }
      try {
        const xml = decodePostMessage(message)
        const source = requestSource(request)
        const next = await receiveLogoutRequest(parts, organization, { xml, relayState, source })
        return reply.redirect(next ?? `${organization.basePath}/`, 303)
      } catch (error) {
        refuse(parts, organization, request, error)
        throw logoutRefused()
      }
    })
  }

/** A provider that begins by itself sends none, or a page of its choice. */
const relayStateIsForeign = (relayState: string | undefined): boolean => readRelayState(relayState) === undefined

/** @throws Problem saml_message_refused */
function openMessage({ vault }: SamlParts, { key }: ReachedOrganization, sealed: string): PostedMessage {
  try {
    return JSON.parse(vault.decryptCookie(postedMessageUse(key), sealed))
  } catch {
    throw new Problem('saml_message_refused', 'The address was not made by this server. Begin again.')
  }
}

interface Answer {
  relayState: string | undefined
  /** @throws SamlRefusal */
  read(): Pick<Parameters<typeof checkLogoutResponse>[2], 'xml' | 'requireSignature'>
}

/** What a provider answers that was asked to end its session. Whoever was signed out goes on, whatever it says. */
async function noteAnswer(
  parts: SamlParts,
  organization: ReachedOrganization,
  request: FastifyRequest,
  { relayState, read }: Answer,
): Promise<void> {
  try {
    await checkLogoutResponse(parts, organization, { ...read(), relayState })
  } catch (error) {
    if (!(error instanceof SamlRefusal) && !(error instanceof Problem)) throw error
    const reason = error.message.slice(0, 500)
    request.log.warn({ reason, traceId: request.id }, 'a provider has not confirmed a sign-out')
  }
}

/** Where somebody goes on who has signed out here and at the provider: only the browser that left with this state, further. */
const returnOf = ({ basePath }: ReachedOrganization, state: string | undefined): string =>
  `${basePath}${signedOutPath}?${new URLSearchParams({ state: (state ?? '').slice(0, 100) })}`

const formOf = (request: FastifyRequest) => (request.body ?? {}) as Partial<Record<string, string>>

/** Why is for the log: who sends such a message may be anybody. @throws what is our own fault */
function refuse(parts: SamlParts, organization: ReachedOrganization, request: FastifyRequest, error: unknown): void {
  if (!(error instanceof SamlRefusal) && !(error instanceof Problem)) throw error
  request.log.warn({ reason: error.message.slice(0, 500), traceId: request.id }, 'a SAML message was refused')
  recordSecurityEvent(parts, {
    organizationKey: organization.key,
    action: 'user.sign-in-failed',
    entity: { type: 'user', key: 'unknown', name: null },
    source: requestSource(request),
    details: { failed: 'provider', reason: 'saml_message_refused' },
  })
}

const logoutRefused = (): Problem =>
  new Problem(
    'saml_message_refused',
    'The request to sign out is not one that the identity provider has signed for here.',
  )
