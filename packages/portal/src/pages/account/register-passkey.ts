import { portalApi } from '../../api/apis.ts'
import { passkeyProblem } from '../../components/feedback/passkey-problem.ts'

/** Creates a passkey in the browser, and sends its public key to the server. */
export async function registerPasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON =
    await portalApi.post<Parameters<typeof startRegistration>[0]['optionsJSON']>('/account/passkeys/options')
  const response = await startRegistration({ optionsJSON }).catch((error) => {
    throw passkeyProblem(error)
  })
  await portalApi.post('/account/passkeys', { name, response })
}
