import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { nextSignInStep } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import type { SignedInAccount } from '../relying-parties/signed-in-account.ts'
import type { SignInOptions } from '../sign-in-options.ts'
import type { SignInProgress } from './sign-in-progress.ts'

/**
 * Where nothing but a second factor is missing, a sign-in begins with what its user has proven in the session: they are not
 * asked for the password again.
 */
export async function askForMissingFactor(
  { oidc }: KoaContextWithOIDC,
  interaction: InstanceType<Provider['Interaction']>,
  { parts, organizationKey }: SignInOptions,
): Promise<void> {
  const { name, reasons } = interaction.prompt
  if (name !== 'login' || reasons.length !== 1 || reasons[0] !== 'second_factor') return
  const { signOn } = oidc.account as unknown as SignedInAccount
  const { method: proven, identityProviderKey, credentialsStamp, user } = signOn
  if (proven === 'passkey') return
  const next = await nextSignInStep(parts, organizationKey, user.key, proven, { secondFactor: true })
  // Who holds no more than the session adds no factor to it.
  if (next.step !== 'code' && next.step !== 'passkey') return
  const provider = identityProviderKey === null ? null : { key: identityProviderKey, session: null }
  const progress: SignInProgress = { user: { key: user.key, credentialsStamp }, proven, provider, next }
  interaction.result = { progress }
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000))
}
