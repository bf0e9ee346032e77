import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { afterFile } from './after-file.ts'
import { Browser, pathOf } from './browser.ts'

/** Somebody who has an account at an external provider */
export interface ExternalAccount {
  sub: string
  [claim: string]: unknown
}

/** An OpenID provider that signs in whoever comes, as the account that was chosen. */
export interface OidcProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in from now on; null: whoever comes cancels */
  account: ExternalAccount | null
  /** `amr` of the next sign-ins */
  amr: string[]
  /**
   * Goes through the provider as a browser does.
   * @param url the authorization request
   * @returns where the provider sends the browser back, as a path with its query
   */
  authorize(url: string): Promise<string>
  /**
   * Goes through the sign-out of the provider, in the browser of the last `authorize`.
   * @param url the request to sign out
   * @returns where the provider sends the browser back, as a path with its query
   */
  signOut(url: string): Promise<string>
  /** Sessions that were ended by `end_session_endpoint` */
  endedSessions: number
  close(): Promise<void>
}

interface OidcProviderOptions {
  /** And whatever is below them: each identity provider has an address of its own */
  redirectUris: string[]
  postLogoutRedirectUris?: string[]
  /** How the client proves who it is: `client_secret_basic` unless given */
  clientAuthentication?: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt'
  /** The public keys of the client, for `private_key_jwt` */
  jwks?: { keys: object[] }
  configuration?: Configuration
}

const sendForm = '<script>document.forms[0].submit()</script>'

/** The library oidc-provider as somebody else's identity provider, on this machine. Closed after the tests of the file. */
export async function startOidcProvider({
  redirectUris,
  postLogoutRedirectUris = [],
  clientAuthentication = 'client_secret_basic',
  jwks,
  configuration = {},
}: OidcProviderOptions): Promise<OidcProvider> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { clientId: 'portico', clientSecret: 'a secret:of+the%provider-that-is-long-enough' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        ...(clientAuthentication === 'private_key_jwt' ? {} : { client_secret: client.clientSecret }),
        token_endpoint_auth_method: clientAuthentication,
        redirect_uris: redirectUris,
        post_logout_redirect_uris: postLogoutRedirectUris,
        ...(jwks && { jwks }),
      } as never,
    ],
    claims: {
      openid: ['sub', 'amr', 'groups'],
      email: ['email', 'email_verified'],
      profile: ['name', 'picture', 'preferred_username'],
    },
    cookies: { keys: ['a key of the tests'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        // Asks nobody: the form sends itself.
        logoutSource(ctx, form) {
          ctx.body = form.replace('</form>', '<input type="hidden" name="logout" value="yes"/></form>') + sendForm
        },
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...known.account, sub }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId ?? '', clientId: client.clientId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    ...configuration,
  })
  provider.Client.prototype.redirectUriAllowed = (uri) => redirectUris.some((each) => uri.startsWith(each))
  let browser = new Browser(issuer, issuer)
  const known: OidcProvider = {
    issuer,
    ...client,
    account: { sub: 'somebody' },
    amr: [],
    endedSessions: 0,
    async signOut(url) {
      const page = await browser.get(pathOf(url))
      assert.equal(page.status, 200, page.text)
      const [, action = ''] = /action="([^"]*)"/.exec(page.text) ?? []
      const [, xsrf = ''] = /name="xsrf" value="([^"]*)"/.exec(page.text) ?? []
      const form = { xsrf, logout: 'yes' }
      return pathOf(String((await browser.send('POST', pathOf(action), { form })).headers.location))
    },
    async authorize(url) {
      browser = new Browser(issuer, issuer)
      let next = pathOf(url)
      for (let hops = 0; hops < 6; hops += 1) {
        const answer = await browser.get(next)
        const { location } = answer.headers
        assert.ok(location !== undefined, answer.text)
        if (new URL(location, issuer).origin !== issuer) return pathOf(location)
        next = pathOf(location)
      }
      throw new Error('the provider redirects without an end')
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  provider.on('end_session.success', () => {
    known.endedSessions += 1
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response)
    const { account, amr } = known
    const result = account ? { login: { accountId: account.sub, amr } } : { error: 'access_denied' }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  afterFile(() => known.close())
  return known
}
