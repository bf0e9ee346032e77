import type { Discovery } from '../../api/discovery.ts'
import type { RelyingPartyDetails } from './queries.ts'

interface SnippetValues {
  discovery: Discovery
  application: RelyingPartyDetails
}

interface Snippet {
  value: string
  label: string
  text(values: SnippetValues): string
}

// No value can end its quotes: URLs of the server are percent-encoded, client IDs have only letters, digits and
// underscores, and addresses with quotes are not used.

const isPlain = (address: string): boolean => /^[\w:/?&=.~%+@;,()[\]-]+$/.test(address)
const redirectUri = ({ redirectUris }: RelyingPartyDetails): string =>
  redirectUris.find((address) => isPlain(address) && address.startsWith('http')) ??
  redirectUris.find(isPlain) ??
  'https://app.example.com/callback'
const scopesOf = ({ scopes }: RelyingPartyDetails): string => scopes.join(' ')
const pathOf = (address: string): string => (URL.canParse(address) ? new URL(address).pathname : '/callback')
const portOf = (address: string): string => (URL.canParse(address) && new URL(address).port) || '3000'

const authentication: Record<RelyingPartyDetails['clientAuthentication'], string> = {
  client_secret_basic: 'client.ClientSecretBasic(process.env.CLIENT_SECRET)',
  client_secret_post: 'client.ClientSecretPost(process.env.CLIENT_SECRET)',
  // The CryptoKey whose public half is registered
  private_key_jwt: 'client.PrivateKeyJwt(privateKey)',
  none: 'client.None()',
}

const express = ({
  discovery,
  application,
}: SnippetValues): string => `// npm install express express-session openid-client
import { randomBytes } from 'node:crypto'
import express from 'express'
import session from 'express-session'
import * as client from 'openid-client'

const redirectUri = '${redirectUri(application)}'
const config = await client.discovery(
  new URL('${discovery.issuer}'),
  '${application.clientId}',
  undefined,
  ${authentication[application.clientAuthentication]},${
    // The library takes https alone, unless told otherwise.
    discovery.issuer.startsWith('http:') ? '\n  { execute: [client.allowInsecureRequests] },' : ''
  }
)

const app = express()
app.use(session({ secret: randomBytes(32).toString('hex'), resave: false, saveUninitialized: false }))

app.get('/sign-in', async (request, response) => {
  const codeVerifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  Object.assign(request.session, { codeVerifier, state })
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: '${scopesOf(application)}',
    state,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  })
  response.redirect(url.href)
})

app.get('${pathOf(redirectUri(application))}', async (request, response) => {
  const { codeVerifier, state } = request.session
  const tokens = await client.authorizationCodeGrant(config, new URL(request.originalUrl, redirectUri), {
    pkceCodeVerifier: codeVerifier,
    expectedState: state,
  })
  const user = tokens.claims()
  // A session of its own for the user, so that nobody can have prepared it.
  request.session.regenerate(() => {
    request.session.user = user
    response.redirect('/me')
  })
})

app.get('/me', (request, response) => {
  if (!request.session.user) return response.redirect('/sign-in')
  response.json(request.session.user)
})

app.listen(${portOf(redirectUri(application))})
`

const singlePage = ({ discovery, application }: SnippetValues): string => `// npm install oidc-client-ts
import { UserManager } from 'oidc-client-ts'

const users = new UserManager({
  authority: '${discovery.issuer}',
  client_id: '${application.clientId}',
  redirect_uri: '${redirectUri(application)}',
  scope: '${scopesOf(application)}',
})

if (new URLSearchParams(location.search).has('state')) {
  await users.signinCallback()
  history.replaceState(null, '', location.pathname)
}

const user = await users.getUser()
if (user) document.body.textContent = \`Hello, \${user.profile.name ?? user.profile.sub}\`
else await users.signinRedirect()
`

// Without comments: an interactive zsh runs them as commands.
function curl({ discovery, application }: SnippetValues): string {
  const { clientId, clientAuthentication, scopes } = application
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri(application),
    response_type: 'code',
    scope: scopes.join(' '),
    code_challenge_method: 'S256',
  })
  const authorization = discovery.authorization_endpoint ?? `${discovery.issuer}/auth`
  const secret =
    clientAuthentication === 'client_secret_basic'
      ? ` \\\n  -u "${clientId}:$CLIENT_SECRET"`
      : clientAuthentication === 'client_secret_post'
        ? ` \\\n  -d client_id=${clientId} -d client_secret="$CLIENT_SECRET"`
        : ` \\\n  -d client_id=${clientId}`
  return `VERIFIER=$(openssl rand -hex 32)
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')

echo 'Open this address, sign in, and copy the code from the address that you arrive at:'
echo '${authorization}?${query}'"&code_challenge=$CHALLENGE"

printf 'Code: '; read -r CODE
curl -sS '${discovery.token_endpoint}'${secret} \\
  -d grant_type=authorization_code -d code="$CODE" -d code_verifier="$VERIFIER" \\
  --data-urlencode 'redirect_uri=${redirectUri(application)}'; echo
`
}

const all: Record<RelyingPartyDetails['type'], Snippet[]> = {
  web: [
    { value: 'express', label: 'Express', text: express },
    { value: 'curl', label: 'curl', text: curl },
  ],
  'single-page': [
    { value: 'browser', label: 'JavaScript', text: singlePage },
    { value: 'curl', label: 'curl', text: curl },
  ],
  native: [{ value: 'curl', label: 'curl', text: curl }],
}

/** Small programs that sign somebody in, for the type of the application; the best one first */
export const snippetsFor = ({ type }: RelyingPartyDetails): Snippet[] => all[type]
