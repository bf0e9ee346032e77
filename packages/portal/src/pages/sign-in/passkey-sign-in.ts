import { portal } from '../../api/client.ts'
import type { SignInAnswer } from '../../api/portal-types.ts'
import { passkeyProblem } from '../../components/feedback/passkey-problem.ts'

export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis

/** Lets the browser and whoever sits there prove themselves with a passkey. */
export async function signInWithPasskey(uid: string): Promise<SignInAnswer> {
  const path = `/interactions/${encodeURIComponent(uid)}/passkey`
  // Only for those who have one: nobody else loads it.
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await portal.post<Parameters<typeof startAuthentication>[0]['optionsJSON']>(`${path}/options`)
  const response = await startAuthentication({ optionsJSON }).catch((error) => {
    throw passkeyProblem(error)
  })
  return portal.post<SignInAnswer>(path, { response })
}
