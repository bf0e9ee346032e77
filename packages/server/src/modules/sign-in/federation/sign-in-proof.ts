import type { SignInMethod } from '../../members/sessions/session.ts'
import type { ProviderSession } from './external-identity.ts'

/** The external identity provider that has said who somebody is */
export interface SignInProvider {
  key: string
  /** By what the session at the provider is ended; null where it gave nothing for that */
  session: ProviderSession | null
}

/** How a user proved who they are: the method, and who said so where that was an external provider. */
export interface SignInProof {
  method: SignInMethod
  provider: SignInProvider | null
}
