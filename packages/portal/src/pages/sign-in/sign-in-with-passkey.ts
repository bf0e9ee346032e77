import { portalApi } from '../../api/apis.ts'
import { passkeyProblem } from '../../components/feedback/passkey-problem.ts'
import type { SignInAnswer } from './queries.ts'

/** Signs in with a passkey. */
export async function signInWithPasskey(uid: string): Promise<SignInAnswer> {
  const path = `/interactions/${encodeURIComponent(uid)}/passkey`
  // Loaded only when a passkey is used.
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await portalApi.post<Parameters<typeof startAuthentication>[0]['optionsJSON']>(`${path}/options`)
  const response = await startAuthentication({ optionsJSON }).catch((error) => {
    throw passkeyProblem(error)
  })
  return portalApi.post<SignInAnswer>(path, { response })
}
