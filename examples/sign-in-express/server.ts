/**
 * A web application that signs people in: ISSUER=… CLIENT_ID=… CLIENT_SECRET=… npm run sign-in-express -w examples
 *
 * docs/sign-in-applications.md says where the three values come from.
 */
import { randomBytes } from 'node:crypto'
import express, { type Request } from 'express'
import session from 'express-session'
import * as oidc from 'openid-client'
import { page } from './page.ts'

const {
  ISSUER = 'http://localhost:8080/identity',
  CLIENT_ID,
  CLIENT_SECRET,
  SCOPE = 'openid profile email',
  PORT = '3000',
} = process.env
if (!CLIENT_ID || !CLIENT_SECRET) {
  console.error('Set CLIENT_ID and CLIENT_SECRET, and ISSUER for another server than localhost:8080.')
  process.exit(2)
}
const home = `http://localhost:${PORT}/`
const redirectUri = `${home}callback`

declare module 'express-session' {
  interface SessionData {
    /** A sign-in that has begun in this browser: an answer that belongs to none is refused. */
    begun: oidc.AuthorizationCodeGrantChecks
    user: oidc.IDToken
    idToken: string
    refreshToken: string | undefined
  }
}

// Everything else is read from the server's discovery document. Only a server on this machine may do without https.
const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, undefined, oidc.ClientSecretBasic(CLIENT_SECRET), {
  execute: ISSUER.startsWith('http://localhost:') ? [oidc.allowInsecureRequests] : [],
})

const app = express()
// The tokens stay in the memory of this program: the browser has a cookie, and scripts cannot read it. An application
// that is meant for more keeps its sessions in a store, and sets `secure`.
app.use(
  session({
    name: 'sample',
    secret: randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
)

app.get('/', (request, response) => {
  response.send(page(request.session.user))
})

app.get('/sign-in', async (request, response) => {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()]
  request.session.begun = { pkceCodeVerifier, expectedState, expectedNonce }
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  response.redirect(url.href)
})

app.get('/callback', async (request, response) => {
  // Checks state and nonce, exchanges the code, and verifies the ID token.
  const answer = new URL(request.originalUrl, home)
  const tokens = await oidc.authorizationCodeGrant(config, answer, { ...request.session.begun, idTokenExpected: true })
  // A session of its own for the user, so that nobody can have prepared it.
  await new Promise<void>((resolve, reject) => request.session.regenerate((err) => (err ? reject(err) : resolve())))
  keep(request, tokens)
  response.redirect('/')
})

// New tokens say what holds now: other groups and roles, or a refusal where the user may not sign in any more.
app.post('/refresh', async (request, response) => {
  const { refreshToken } = request.session
  if (refreshToken) keep(request, await oidc.refreshTokenGrant(config, refreshToken))
  response.redirect(303, '/')
})

// Ends this session first, then the one at the identity server, which sends the browser back.
app.post('/sign-out', async (request, response) => {
  const { idToken } = request.session
  await new Promise<void>((resolve, reject) => request.session.destroy((err) => (err ? reject(err) : resolve())))
  if (!idToken) return response.redirect(303, '/')
  const url = oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: home })
  response.redirect(303, url.href)
})

// What the identity server refuses, as it says it. The session ends: what it knew may not be true any more.
app.use((error: Error, request: Request, response: express.Response, _next: express.NextFunction) => {
  const { error: code, error_description: description } = error as Partial<oidc.ResponseBodyError>
  request.session.destroy(() => {})
  response.status(403).send(page(undefined, [code, description ?? error.message].filter(Boolean).join(': ')))
})

function keep({ session }: Request, tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): void {
  const user = tokens.claims()
  if (user) Object.assign(session, { user, idToken: tokens.id_token })
  session.refreshToken = tokens.refresh_token
}

app.listen(Number(PORT), 'localhost', () => console.log(`Open ${home}`))
