import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as samlify from 'samlify'
import { afterFile } from './after-file.ts'
import { newSamlKeys, type SamlKeys } from './saml-documents.ts'

/** Somebody who has an account at the provider */
export interface SamlPerson {
  nameId: string
  attributes?: Record<string, string>
}

interface SamlProviderOptions {
  signs?: 'assertion' | 'response' | 'both'
  /** By HTTP-Redirect unless given */
  binding?: 'redirect' | 'post'
  encrypts?: boolean
}

/** What a provider sends through the browser by HTTP-POST */
export interface SamlForm {
  action: string
  fields: Record<string, string>
}

/** A SAML identity provider on this machine: samlify's, with its metadata at an address. Closed after the tests of the file. */
export interface SamlTestProvider {
  entityId: string
  metadataUrl: string
  keys: SamlKeys
  /** Makes another key, as providers do every few years: its metadata have the new one alone. */
  changeKeys(): void
  /** Its single logout is out of order. */
  breakLogout(): void
  /** How often the metadata were fetched */
  fetches(): number
  /** Signs somebody in for a request, which it checks: the address that a browser was sent to, or the form. */
  answer(request: URL | SamlForm, serviceProviderMetadata: string, person: SamlPerson): Promise<SamlForm>
  /** A signed request to sign somebody out, as an address for the browser */
  logoutUrl(serviceProviderMetadata: string, person: SamlPerson & { sessionIndex?: string }): string
  /** Ends the session for a request to sign out, which it checks, and answers, as an address for the browser. */
  answerLogout(url: URL, serviceProviderMetadata: string): Promise<URL>
  /** Checks what a service provider has sent to sign out or as an answer. */
  checkLogout(url: URL, serviceProviderMetadata: string): Promise<unknown>
}

samlify.setSchemaValidator({ validate: async () => 'not checked' })

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

/** Starts one. */
export async function startSamlProvider(options: SamlProviderOptions = {}): Promise<SamlTestProvider> {
  const { signs = 'assertion', binding = 'redirect', encrypts = false } = options
  let keys = newSamlKeys()
  let fetches = 0
  let sloStatus = 405
  const server = createServer((request, response) => {
    if (request.url === '/slo') return void response.writeHead(sloStatus).end()
    if (request.url !== '/metadata') return void response.writeHead(404).end()
    fetches++
    response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(identityProvider().getMetadata())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterFile(async () => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const entityId = `${origin}/metadata`
  const bindingUrn = (name: 'redirect' | 'post'): string => samlify.Constants.namespace.binding[name]

  const identityProvider = () =>
    samlify.IdentityProvider({
      entityID: entityId,
      privateKey: keys.privatePem,
      signingCert: keys.certificate.toString(),
      encryptCert: keys.certificate.toString(),
      isAssertionEncrypted: encrypts,
      messageSigningOrder: 'sign-then-encrypt',
      wantAuthnRequestsSigned: true,
      wantLogoutRequestSigned: true,
      requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
      transformationAlgorithms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
      nameIDFormat: [persistent],
      singleSignOnService: [{ Binding: bindingUrn(binding), Location: `${origin}/sso` }],
      singleLogoutService: [{ Binding: bindingUrn('redirect'), Location: `${origin}/slo` }],
      loginResponseTemplate: { context: samlify.SamlLib.defaultLoginResponseTemplate.context, attributes: [] },
    } as never)
  const serviceProvider = (metadata: string, more: object = {}) =>
    samlify.ServiceProvider({
      metadata,
      wantMessageSigned: signs !== 'assertion',
      ...more,
    } as never)

  return {
    entityId,
    metadataUrl: entityId,
    get keys() {
      return keys
    },
    changeKeys() {
      keys = newSamlKeys()
    },
    breakLogout() {
      sloStatus = 503
    },
    fetches: () => fetches,
    async answer(request, metadata, { nameId, attributes = {} }) {
      const idp = identityProvider()
      // Whether assertions are signed is read from the metadata.
      const sp = serviceProvider(
        signs === 'response'
          ? metadata.replace('WantAssertionsSigned="true"', 'WantAssertionsSigned="false"')
          : metadata,
      )
      const isUrl = request instanceof URL
      const { extract } = await idp.parseLoginRequest(sp, isUrl ? 'redirect' : 'post', requestOf(request) as never)
      const acs = String(sp.entityMeta.getAssertionConsumerService('post'))
      const now = Date.now()
      const at = (milliseconds: number): string => new Date(now + milliseconds).toISOString()
      const statement = Object.entries(attributes)
        .map(
          ([name, value]) =>
            `<saml:Attribute Name="${name}"><saml:AttributeValue xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`,
        )
        .join('')
      const { context } = await idp.createLoginResponse(
        sp,
        { extract } as never,
        'post',
        { email: nameId } as never,
        {
          encryptThenSign: encrypts,
          customTagReplacement: () => ({
            id: '_response',
            context: samlify.SamlLib.replaceTagsByValue(
              samlify.SamlLib.defaultLoginResponseTemplate.context
                .replace(
                  '{AuthnStatement}',
                  `<saml:AuthnStatement AuthnInstant="${at(0)}" SessionIndex="_session-${now}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`,
                )
                .replace(
                  '{AttributeStatement}',
                  statement && `<saml:AttributeStatement>${statement}</saml:AttributeStatement>`,
                ),
              {
                ID: `_response-${crypto.randomUUID()}`,
                AssertionID: `_assertion-${crypto.randomUUID()}`,
                Destination: acs,
                SubjectRecipient: acs,
                Audience: sp.entityMeta.getEntityID(),
                Issuer: entityId,
                IssueInstant: at(0),
                ConditionsNotBefore: at(-1_000),
                ConditionsNotOnOrAfter: at(300_000),
                SubjectConfirmationDataNotOnOrAfter: at(300_000),
                StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
                InResponseTo: String(extract.request?.id),
                NameIDFormat: persistent,
                NameID: nameId,
              },
            ),
          }),
        } as never,
      )
      const relayState = isUrl ? request.searchParams.get('RelayState') : request.fields.RelayState
      return { action: acs, fields: { SAMLResponse: context, ...(relayState ? { RelayState: relayState } : {}) } }
    },
    logoutUrl(metadata, { nameId, sessionIndex }) {
      const { context } = identityProvider().createLogoutRequest(
        serviceProvider(metadata, { wantLogoutRequestSigned: true }),
        'redirect',
        {
          logoutNameID: nameId,
          sessionIndex,
        } as never,
      )
      return context
    },
    async answerLogout(url, metadata) {
      const sp = serviceProvider(metadata, { wantLogoutRequestSigned: true, wantLogoutResponseSigned: true })
      const idp = identityProvider()
      const asked = await idp.parseLogoutRequest(sp, 'redirect', requestOf(url) as never)
      const relayState = url.searchParams.get('RelayState') ?? ''
      return new URL(idp.createLogoutResponse(sp, asked as never, 'redirect', relayState).context)
    },
    async checkLogout(url, metadata) {
      const sp = serviceProvider(metadata, { wantLogoutRequestSigned: true })
      const idp = identityProvider()
      const isRequest = url.searchParams.has('SAMLRequest')
      const message = requestOf(url) as never
      const { extract } = isRequest
        ? await idp.parseLogoutRequest(sp, 'redirect', message)
        : await idp.parseLogoutResponse(sp, 'redirect', message)
      return extract
    },
  }
}

/** As samlify takes a request: for the signature of an address, its octets */
function requestOf(request: URL | SamlForm): object {
  if (!(request instanceof URL)) return { body: request.fields }
  const octetString = request.search
    .slice(1)
    .split('&')
    .filter((pair) => !pair.startsWith('Signature='))
    .join('&')
  return { query: Object.fromEntries(request.searchParams), octetString }
}

/** The form of a page that sends itself */
export function formOf(html: string): SamlForm {
  const decode = (text: string): string =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
  return {
    action: decode(/<form [^>]*action="([^"]*)"/.exec(html)?.[1] ?? ''),
    fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [name, decode(value)])),
  }
}
