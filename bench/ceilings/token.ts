import { createHash, createSign, generateKeyPairSync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { parse } from 'node:querystring'
import { fastify } from 'fastify'

// The least that issuing a token takes: read a form, compare the SHA-256 of the secret, sign an ES256 JWT with the same
// claims. No database, no checks, no log.
const [clientId, clientSecret] = process.argv.slice(2)
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const hash = createHash('sha256')
  .update(clientSecret ?? '')
  .digest()
const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: randomUUID() })).toString('base64url')
const issuer = 'http://localhost:8080/identity'

/** DER → the two numbers of 32 bytes each that JOSE wants: faster than asking OpenSSL for that form. */
function joseSignature(der: Buffer): string {
  const joined = Buffer.alloc(64)
  let offset = 2
  for (const end of [32, 64]) {
    const length = der[offset + 1] ?? 0
    const number = der.subarray(offset + 2, offset + 2 + length)
    const digits = number.length > 32 ? number.subarray(number.length - 32) : number
    digits.copy(joined, end - digits.length)
    offset += 2 + length
  }
  return joined.toString('base64url')
}

const app = fastify()
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
  done(null, parse(String(body))),
)
app.post<{ Body: Record<string, string> }>('/token', (request, reply) => {
  const given = createHash('sha256')
    .update(request.body.client_secret ?? '')
    .digest()
  if (request.body.client_id !== clientId || !timingSafeEqual(given, hash)) return reply.code(401).send()
  const iat = Math.floor(Date.now() / 1000)
  const claims = {
    iss: issuer,
    aud: 'http://localhost:8080/api',
    sub: clientId,
    client_id: clientId,
    iat,
    exp: iat + 43_200,
    jti: randomBytes(16).toString('hex'),
  }
  const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  const signature = joseSignature(createSign('sha256').update(signed).sign(privateKey))
  return { access_token: `${signed}.${signature}`, expires_in: 43_200, token_type: 'Bearer' }
})
process.on('SIGTERM', () => process.exit(0))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
