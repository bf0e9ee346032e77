import assert from 'node:assert/strict'
import { generateKeyPairSync, hash, type JsonWebKey } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose'
import type { SignInOptions } from '../sign-in-options.ts'
import { hasProof } from './has-proof.ts'

test('A proof is for the URL that is called, and costs little whatever URL it names', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk: JsonWebKey = publicKey.export({ format: 'jwk' })
  const url = 'https://sign-in.example.com/identity/userinfo'
  const call = { url, token: 'a', jkt: await calculateJwkThumbprint(jwk as JWK), clientId: 'b' }
  const proofFor = (htu: unknown): Promise<string> =>
    new SignJWT({ htm: 'GET', htu, ath: hash('sha256', 'a', 'base64url'), jti: 'c' })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: jwk as JWK })
      .setIssuedAt()
      .sign(privateKey)
  const check = async (htu: unknown): Promise<boolean> => {
    const request = { method: 'GET', headers: { dpop: await proofFor(htu) } } as unknown as IncomingMessage
    return hasProof(request, call, { rememberAssertion: async () => true } as unknown as SignInOptions)
  }
  assert.deepEqual(await Promise.all([url, `${url}?a=1`, `${url}/x`, 'no URL', 1].map(check)), [
    ...[true, true],
    ...[false, false, false],
  ])
  const letters = String.fromCodePoint(...Array.from({ length: 4_000 }, (_, number) => 0x4e00 + number))
  const milliseconds = await threadTime(async () => assert.equal(await check(`https://${letters}/`), false), 3)
  assert.ok(milliseconds < 25, `${milliseconds} ms`)
})
