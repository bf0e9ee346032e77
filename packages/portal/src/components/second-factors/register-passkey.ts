import { portalApi } from '../../api/apis.ts'
import { passkeyProblem } from '../feedback/passkey-problem.ts'

export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis

/**
 * Creates a passkey in the browser, and sends its public key to the server.
 * @param path `/account/passkeys`, or that of a sign-in which takes a passkey
 */
export async function registerPasskey<T = void>(path: string, name: string): Promise<T> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = await portalApi.post<Parameters<typeof startRegistration>[0]['optionsJSON']>(`${path}/options`)
  const response = await startRegistration({ optionsJSON }).catch((error) => {
    throw passkeyProblem(error)
  })
  return portalApi.post<T>(path, { name, response })
}
